/** The stored files of tracks. */
import { forgetPhoto } from '../media/model.ts';
import type { Deps } from '../platform/deps.ts';
import { masterKey, piecesOf } from './keys.ts';

/**
 * Deletes what is stored of a track: its file, its pieces, its cover unless something else shows it. Keeps all of it
 * while the track has a file, such as when another server has prepared it meanwhile.
 */
export async function forgetFiles(
  { db, media }: Pick<Deps, 'db' | 'media'>,
  track: string,
  cover: string | null,
): Promise<void> {
  if ((await db.query('select from track where id = $1 and file_key is not null', [track])).length > 0) return;
  await media.delete(masterKey(track));
  for await (const { key } of media.list(piecesOf(track))) await media.delete(key);
  if (cover !== null) await forgetPhoto({ db, media }, cover);
}
