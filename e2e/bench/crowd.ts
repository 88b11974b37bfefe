/** Devices that come back in the same second over HTTP, each with queued acts; they wait and retry as the app does. */
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import {
  PROTOCOL,
  type ExchangeLine,
  type ExchangeRequest,
  type MutationEnvelope,
} from '@egoejo/shared/sync/protocol.ts';
import { afterExchange, CALM, type Outcome, type Rhythm } from '@egoejo/client/sync/engine/retry-policy.ts';
import { retryAfter } from '@egoejo/client/sync/engine/retry-after.ts';
import { postText } from './http.ts';
import type { Away } from './communities.ts';

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

/** The longest that a device is waited for, in milliseconds. */
const PATIENCE_MS = 180_000;

/**
 * All `devices` come within one second, each with the acts of `actsOf` in one queue.
 * @throws when a device does not get an applied verdict for every act in time.
 */
export async function comeBack(
  url: string,
  devices: readonly Away[],
  actsOf: (device: Away) => MutationEnvelope[],
): Promise<Returned> {
  // Retries send the same text until there are verdicts, so it is serialized once, in advance.
  const queues = devices.map((device) => {
    const acts = actsOf(device);
    return { device, acts, first: asking(device, acts), at: Math.random() * 1000 };
  });
  const found: Returned = { seconds: 0, accepted: [], refused: [], broken: 0, waited: [], mostTries: 0 };
  const start = performance.now();
  await Promise.all(
    queues.map(async ({ device, acts, first, at }) => {
      await wait(at);
      const came = performance.now();
      let rhythm: Rhythm = CALM;
      for (let tries = 1, waitMs: number | null = 0; waitMs !== null; tries++) {
        if (performance.now() - came > PATIENCE_MS)
          throw new Error(`member ${device.i} waits for verdicts since ${PATIENCE_MS} ms`);
        if (waitMs > 0) await wait(waitMs);
        const outcome = await attempt(url, device, acts, acts.length > 0 ? first : asking(device, []), found);
        // The first answer with acts contains all their verdicts; later ones contain rows.
        if (acts.length > 0 && outcome.kind === 'answered') {
          const now = performance.now();
          found.waited.push(now - came);
          found.seconds = Math.max(found.seconds, (now - start) / 1000);
          acts = [];
        }
        found.mostTries = Math.max(found.mostTries, tries);
        const next = afterExchange(rhythm, outcome, Math.random());
        rhythm = next.rhythm;
        waitMs = next.waitMs;
      }
    }),
  );
  return found;
}

function asking({ account, epoch, cursors }: Away, mutations: MutationEnvelope[]): string {
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

async function attempt(
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
