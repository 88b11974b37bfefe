/** The sound of a track as one file. It is put together while it is sent, with one piece at a time in memory. */
import { createHash } from 'node:crypto';
import type { Deps } from '../platform/deps.ts';
import type { Part } from '../platform/http/send-stored.ts';
import { collected } from '../platform/media/media.ts';
import { pieceKey } from './keys.ts';
import type { Sound } from './queries.ts';
import { BYTES_OF_INDEX, BYTES_OF_REFERENCE, indexOf, MOST_BEFORE_INDEX, withoutIndex } from './sound-index.ts';

export const ONE_FILE_TYPE = 'audio/mp4';
/** How many bytes the file has. */
export const bytesOfOneFile = ({ bytes, segments }: Pick<Sound, 'bytes' | 'segments'>): number =>
  bytes + BYTES_OF_INDEX + BYTES_OF_REFERENCE * segments.length;

/** The parts of the file and its ETag. Null: the track has no such sound. */
export async function oneFile(
  media: Deps['media'],
  track: string,
  sound: Sound,
): Promise<{ parts: Part[]; etag: string } | null> {
  const first = await media.stat(pieceKey(track, sound.init, 'mp4'));
  if (!first) return null;
  const hash = createHash('sha256').update(sound.init);
  for (const { key } of sound.segments) hash.update(key);
  const parts = [first, indexOf(sound.segments), ...(await piecesOf(media, track, sound))];
  return { parts, etag: `"${hash.digest('hex')}"` };
}

/** The pieces after the first, without the indexes of each of them. */
async function piecesOf(media: Deps['media'], track: string, { segments }: Sound): Promise<Part[]> {
  const keys = segments.map(({ key }) => pieceKey(track, key, 'm4s'));
  const end = Math.min(MOST_BEFORE_INDEX, ...segments.map(({ bytes }) => bytes)) - 1;
  const file = keys[0] === undefined ? null : await media.get(keys[0], { start: 0, end });
  const beginning = withoutIndex(file ? await collected(file.stream) : Buffer.alloc(0));
  const start = beginning.length;
  return segments.flatMap(({ bytes }, i) => [beginning, { key: keys[i] ?? '', start, bytes: bytes - start }]);
}
