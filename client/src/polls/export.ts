/** Ballots of a closed poll as a file: everything needed to count again (P8). */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { download } from '../platform/network/api.ts';
import { saveFile } from '../platform/device/file.ts';

/** Downloads the ballots and saves them as a file. Codes: the server's, `network`. */
export async function saveBallots(poll: PollId, format: 'csv' | 'json'): Promise<Result<void>> {
  const file = await download(`/api/polls/${poll}/ballots?format=${format}`);
  if (!file.ok) return file;
  saveFile(`${poll}.${format}`, file.value);
  return ok(undefined);
}
