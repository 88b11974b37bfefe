/** Where a track is heard from: this device, if it is along, else the server, but for the pieces that are here (L5). */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import { filesOf } from '../along/files.ts';
import { keptList, pieceHere } from '../along/kept.ts';
import { detailOf } from './details.ts';
import { mediaSource, plays } from './media-source.ts';
import type { Sound } from './stream.ts';

/** A track that can be heard. */
export interface Found extends Sound {
  track: string;
  /** All of it is on this device. */
  along: boolean;
}

/** A database that cannot be read has nothing: the server is asked. */
const unread = (): null => null;

/**
 * Finds a track. Codes: the server's, `network`, `media.bad_sound`.
 * @param anew not from this device, where it is damaged
 */
export async function soundOf(track: string, anew = false): Promise<Result<Found>> {
  const files = filesOf(track, 'default');
  const kept = anew ? null : await keptList(track).catch(unread);
  const found: Omit<Found, 'qualities' | 'along'> = {
    track,
    list: files.list,
    piece: async (list, n, signal) =>
      (anew ? null : await pieceHere(list.pieces[n] ?? '').catch(unread)) ?? files.piece(list, n, signal),
  };
  if (kept) return ok({ ...found, along: true, qualities: [kept.quality], list: () => Promise.resolve(kept) });
  const detail = await detailOf(track);
  if (!detail.ok) return detail;
  const there = SOUND_QUALITIES.filter((quality) => detail.value.bytes[quality] !== undefined);
  // A browser without Media Source Extensions chooses by itself.
  const qualities = mediaSource() ? there.filter(plays) : there;
  return qualities.length === 0 ? fail('media.bad_sound') : ok({ ...found, along: false, qualities });
}
