/** The member's shows as a file for other podcast apps (L7). */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { saveFile } from '../platform/device/file.ts';
import { download } from '../platform/network/api.ts';

/** Downloads the list of shows and saves it as a file. Codes: the server's, `network`. */
export async function saveShows(): Promise<Result<void>> {
  const file = await download('/api/shows.opml');
  if (!file.ok) return file;
  saveFile('egoejo.opml', file.value);
  return ok(undefined);
}
