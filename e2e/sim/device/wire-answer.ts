/** How an answer reaches a tab: in pieces, late, or only in part. */
import type { Reply } from '../server/cluster.ts';
import type { Faults } from '../scheduler/faults.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';

/** The error of a browser whose connection broke. */
export const lost = (): TypeError => new TypeError('Failed to fetch');
const encoder = new TextEncoder();

/** The tab that waits for an answer. */
export interface Receiver {
  readonly name: string;
  hears(event: () => void): void;
}

/** The way of an answer to its tab. */
interface Way {
  tab: Receiver;
  sched: Scheduler;
  rng: Rng;
  faults: Faults;
  /** Seeded, in ms. */
  latency(): number;
}

/** The answer in pieces, each with its own delay; it may break off anywhere. */
export function inPieces(reply: Reply, signal: AbortSignal | null, way: Way): Response {
  const { tab, sched, rng, faults, latency } = way;
  const bytes = encoder.encode(reply.body);
  const cut =
    reply.status === 200 && bytes.length > 1 && faults.strikes('truncated') ? 1 + rng.int(bytes.length - 1) : null;
  if (cut !== null) sched.note(`${tab.name} answer cut at ${cut} of ${bytes.length}`);
  const whole = cut === null ? bytes : bytes.subarray(0, cut);
  let open = true;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    // The reader stops: pieces still on the way are discarded.
    cancel: () => {
      open = false;
    },
    start: (controller) => {
      const end = (how: () => void): void => {
        if (!open) return;
        open = false;
        how();
      };
      signal?.addEventListener('abort', () => end(() => controller.error(new DOMException('aborted', 'AbortError'))));
      let at = 0;
      const next = (): void =>
        tab.hears(() => {
          if (!open) return;
          const to = rng.chance(0.4) ? whole.length : Math.min(whole.length, at + 1 + rng.int(2000));
          if (to > at) controller.enqueue(whole.slice(at, to));
          at = to;
          if (at < whole.length) sched.after(latency() / 4, next);
          else if (cut === null) end(() => controller.close());
          else end(() => controller.error(lost()));
        });
      sched.after(1, next);
    },
  });
  return new Response(reply.status === 204 ? null : stream, { status: reply.status, headers: reply.headers });
}
