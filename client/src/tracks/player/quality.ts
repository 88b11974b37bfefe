/** In which qualities a track is heard: the eco level says how many kbit/s at most (L4). Pure. */
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';

interface Level {
  /** Bits a second. */
  bitrate: number;
  audioCodec?: string | undefined;
}
/** A stream of 32 kbit/s needs a little more, for its frames and containers. */
const ROOM = 1.3;
const LIGHTEST = 32;

/**
 * The levels of a stream that are left out, the last first. Opus is the lightest and heard alone, where nothing better
 * is allowed; else AAC up to `most`. One is always left.
 */
export function unwanted(levels: readonly Level[], most: number): number[] {
  const isOpus = ({ audioCodec }: Level): boolean => audioCodec?.toLowerCase() === 'opus';
  const fits = ({ bitrate }: Level): boolean => bitrate <= most * 1000 * ROOM;
  const opus = levels.filter(isOpus);
  const aac = levels.filter((level) => !isOpus(level) && fits(level));
  const kept = most <= LIGHTEST && opus.length > 0 ? opus : aac.length > 0 ? aac : levels.slice(0, 1);
  return levels.flatMap((level, i) => (kept.includes(level) ? [] : [i])).toReversed();
}

const named: Readonly<Record<128 | 64 | 32, SoundQuality>> = { 128: 'aac128', 64: 'aac64', 32: 'aac32' };
/** The playlist of a single quality. A browser that plays HLS itself would choose among several without asking us. */
export const playlistOf = (playlist: string, most: 128 | 64 | 32): string =>
  playlist.replace(/master\.m3u8$/, `${named[most]}.m3u8`);
