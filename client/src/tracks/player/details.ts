/** What is needed to hear a track, from the server. */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { send } from '../../platform/network/api.ts';
import { serverNow } from '../../sync/api/status/status.ts';

/** An address is not used in the last minute before it expires, ms. */
const MARGIN_MS = 60_000;
const MOST_KEPT = 50;

type Ask = (id: string) => Promise<Result<unknown>>;
const askServer: Ask = (id) => send(`/api/tracks/${id}`, { method: 'GET', headers: {} });
let ask = askServer;
/** Lets tests answer instead of the server; without an argument it answers again. */
export const provideDetails = (from: Ask = askServer): void => void (ask = from);

const known = new Map<string, TrackDetail>();

/** The details of a track, from the server unless an address that works is known. Codes: the server's, `network`. */
export async function detailOf(id: string): Promise<Result<TrackDetail>> {
  const kept = known.get(id);
  if (kept && (kept.expires === null || Date.parse(kept.expires) - MARGIN_MS > serverNow())) return ok(kept);
  const answer = await ask(id);
  if (!answer.ok) return answer;
  const detail = answer.value as TrackDetail;
  if (known.size >= MOST_KEPT) known.clear();
  known.set(id, detail);
  return ok(detail);
}

/** The words of a track, from the server. Codes: the server's, `network`. */
export async function wordsFrom(id: string): Promise<Result<string>> {
  const answer = await send(`/api/tracks/${id}/words`, { method: 'GET', headers: {} });
  return answer.ok ? ok((answer.value as { words: string }).words) : answer;
}

/** Call it when the address of a track did not work. `detailOf` then asks the server for a new one. */
export const forgetDetail = (id: string): void => void known.delete(id);
/** Call it when another member signs in: the known addresses are signed for the previous one. */
export const forgetDetails = (): void => known.clear();
