/** In which quality a track is taken along, and how much that is. */
import { SOUND_QUALITIES, type SoundQuality, type Track, type TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { ecoRules } from '../../eco/store.ts';
import { plays } from '../player/media-source.ts';
import { bestQuality } from '../player/quality.ts';

/** The best that the eco level allows and this browser plays; null: there is none. */
export function qualityNow(bytes: TrackDetail['bytes']): SoundQuality | null {
  const there = SOUND_QUALITIES.filter((quality) => bytes[quality] !== undefined && plays(quality));
  return there.length === 0 ? null : bestQuality(there, ecoRules().sound, Infinity, null);
}

/** About how much a track will take, bytes: its stream has a constant rate. */
export const guessedBytes = ({ seconds }: Pick<Track, 'seconds'>): number =>
  Math.round(((seconds ?? 0) * ecoRules().sound * 1000) / 8);
