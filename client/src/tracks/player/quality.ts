/** In which quality a track is heard: as good as the eco level allows and the link brings (L4). Pure. */
import { SOUND_QUALITIES, type SoundQuality } from '@egoejo/shared/tracks/model.ts';

const kbitsOf = (quality: SoundQuality): number => Number(quality.replace(/\D/g, ''));
const isOpus = (quality: SoundQuality): boolean => quality.startsWith('opus');

/** From this level on Opus is heard, which is the lightest. */
const LIGHTEST = 32;
/** Before the link was measured, kbit/s. */
const UNKNOWN = 64;
/**
 * A quality is chosen if the link brings 1.5 times its bit rate. One that is better than the present quality needs
 * twice its bit rate, so that the choice does not go back and forth.
 */
const ROOM = 1.5;
const PLENTY = 2;

/**
 * The quality of the next piece.
 * @param there the qualities to choose from, at least one
 * @param most the most kbit/s that the eco level allows
 * @param link kbit/s that the link has brought of late; null: not measured
 * @param now the quality that is heard; null: none yet
 */
export function bestQuality(
  there: readonly SoundQuality[],
  most: 128 | 64 | 32,
  link: number | null,
  now: SoundQuality | null,
): SoundQuality {
  const sorted = SOUND_QUALITIES.filter((quality) => there.includes(quality));
  const lightest = sorted[0] ?? SOUND_QUALITIES[0];
  if (most <= LIGHTEST && isOpus(lightest)) return lightest;
  const fits = (quality: SoundQuality): boolean => {
    const kbits = kbitsOf(quality);
    if (link === null) return kbits <= UNKNOWN;
    return kbits * (now !== null && kbits > kbitsOf(now) ? PLENTY : ROOM) <= link;
  };
  const allowed = sorted.filter((quality) => !isOpus(quality) && kbitsOf(quality) <= most);
  return allowed.findLast(fits) ?? (link === null ? allowed[0] : undefined) ?? lightest;
}

const named: Readonly<Record<128 | 64 | 32, SoundQuality>> = { 128: 'aac128', 64: 'aac64', 32: 'aac32' };
/** The playlist of a single quality. A browser that plays HLS itself would choose among several without asking us. */
export const playlistOf = (playlist: string, most: 128 | 64 | 32): string =>
  playlist.replace(/master\.m3u8$/, `${named[most]}.m3u8`);
