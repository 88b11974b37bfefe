/** Ballots of a closed poll as a file: everything needed to count again (P8). */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { api, call } from '../app/api.ts';
import { saveFile } from '../platform/file.ts';

/** Asks the server and hands the file to the member. Codes: the server's, `network`. */
export async function saveBallots(poll: PollId, format: 'csv' | 'json'): Promise<Result<void>> {
  const answer = await call(() => api.polls.exportResult.query({ poll, format }));
  if (!answer.ok) return answer;
  saveFile(answer.value.name, new Blob([answer.value.text], { type: answer.value.type }));
  return ok(undefined);
}
