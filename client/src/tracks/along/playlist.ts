/** The playlist of one quality, as the server writes it (RFC 8216). Pure. */
import type { SoundList } from '../player/timeline.ts';

const MAP = /^#EXT-X-MAP:URI="([0-9a-f]{64})\.mp4"$/;
const LENGTH = /^#EXTINF:(\d+(?:\.\d+)?),$/;
const PIECE = /^([0-9a-f]{64})\.m4s$/;

/** The pieces that a playlist names and how long they are; null: it is none, or cut short. */
export function readPlaylist(text: string): Pick<SoundList, 'pieces' | 'seconds'> | null {
  const lines = text.split('\n');
  const pieces = lines.flatMap((line) => MAP.exec(line)?.[1] ?? PIECE.exec(line)?.[1] ?? []);
  const seconds = lines.flatMap((line) => LENGTH.exec(line)?.[1] ?? []).map(Number);
  const whole = text.startsWith('#EXTM3U') && lines.includes('#EXT-X-ENDLIST') && seconds.length > 0;
  return whole && pieces.length === seconds.length + 1 ? { pieces, seconds } : null;
}
