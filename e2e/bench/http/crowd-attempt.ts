/** One request of a device that comes back, and what its answer says. */
import { brotliDecompressSync } from 'node:zlib';
import {
  PROTOCOL,
  type ExchangeLine,
  type ExchangeRequest,
  type MutationEnvelope,
} from '@egoejo/shared/sync/protocol.ts';
import type { Outcome } from '@egoejo/client/sync/engine/exchange/outcome.ts';
import { retryAfter } from '@egoejo/client/sync/engine/exchange/retry-after.ts';
import { postText } from './requests.ts';
import type { Away } from '../database/communities.ts';

export interface Returned {
  /** From the first request to the last verdict. */
  seconds: number;
  /** Milliseconds until the last byte, for each request that was answered. */
  accepted: number[];
  /** The same for each refused request. */
  refused: number[];
  /** Number of requests without an answer. */
  broken: number;
  /** Milliseconds from each device's first request until it had its verdicts. */
  waited: number[];
  /** The most requests that one device needed. */
  mostTries: number;
}

/** The text of the device's request with these acts. */
export function asking({ account, epoch, cursors }: Away, mutations: MutationEnvelope[]): string {
  const ask: ExchangeRequest = {
    protocol: PROTOCOL,
    member: account.member,
    device: account.device,
    epoch,
    cursors,
    mutations,
    outboxEmpty: true,
  };
  return JSON.stringify(ask);
}

/** Sends the request once and notes in `found` how it was answered. @returns what the device goes by */
export async function attempt(
  url: string,
  device: Away,
  acts: MutationEnvelope[],
  body: string,
  found: Returned,
): Promise<Outcome> {
  const { account } = device;
  const start = performance.now();
  const answer = await postText(
    url,
    '/sync/exchange',
    body,
    { authorization: `Bearer ${account.accessToken}` },
    account.from,
  ).catch(() => null);
  const took = performance.now() - start;
  if (answer === null) {
    found.broken++;
    return { kind: 'no-answer', sent: acts.length, floorMs: 0, probe: 'untried' };
  }
  const floorMs = retryAfter(answer.headers['retry-after'] ?? null, Date.now());
  if (answer.status === 429) {
    if (floorMs === null) throw new Error('429 without Retry-After');
    found.refused.push(took);
    return { kind: 'retry-after', floorMs };
  }
  const text =
    answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(answer.body).toString() : answer.body.toString();
  if (answer.status !== 200) throw new Error(`exchange: ${answer.status} ${text}`);
  found.accepted.push(took);
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExchangeLine);
  return readLines(device, acts, lines);
}

/** Checks that every act has a verdict and was applied. */
function readLines(device: Away, acts: readonly MutationEnvelope[], lines: readonly ExchangeLine[]): Outcome {
  const applied = new Set(
    lines
      .flatMap((l) => (l.t === 'verdicts' ? l.answers : []))
      .filter((a) => 'verdict' in a && a.verdict.status === 'applied')
      .map((a) => a.key),
  );
  if (applied.size !== acts.length || acts.some((a) => !applied.has(a.key)))
    throw new Error(`member ${device.i}: ${applied.size} of ${acts.length} applied`);
  for (const line of lines)
    if (line.t === 'page') device.cursors = device.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
  const end = lines.at(-1);
  if (end?.t !== 'end') throw new Error(`member ${device.i}: the answer has no end`);
  return {
    kind: 'answered',
    sent: acts.length,
    more: end.more,
    left: false,
    stopped: false,
    complete: true,
    progressed: true,
  };
}
