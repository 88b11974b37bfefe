/** What must hold of each answer, and how it is summed up in a trace. */
import type { ExchangeRequest, VerdictsLine } from '@egoejo/shared/sync/protocol.ts';
import type { Reply } from '../server/cluster.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';

/**
 * The kinds of lines in an answer: `h` head, `v` verdicts, `p` page (`P`: its scope is done), `x` purge, `e` end (`m`:
 * more follows).
 */
export const summaryOf = (body: string): string =>
  body
    .split('\n')
    .map((line) => {
      const kind = /^\{"t":"(.)/.exec(line)?.[1] ?? '';
      if (kind === 'p') return line.includes('"done":true') ? 'P' : line.startsWith('{"t":"pu') ? 'x' : 'p';
      return kind === 'e' && line.includes('true') ? 'm' : kind;
    })
    .join('');

/** Acts are settled and answered in the order in which they were made (S9). */
export function checkOrder(sched: Scheduler, tab: string, request: string, reply: Reply): void {
  if (reply.status !== 200) return;
  const { mutations }: ExchangeRequest = JSON.parse(request);
  const seqs = new Map(mutations.map((m) => [m.key, m.seq]));
  const lines = reply.body
    .split('\n')
    .filter((l) => l.startsWith('{"t":"verdicts"'))
    .map((l): VerdictsLine => JSON.parse(l));
  const answered = lines.flatMap((l) => l.answers).flatMap(({ key }) => seqs.get(key) ?? []);
  if (answered.some((seq, i) => seq < (answered[i - 1] ?? seq)))
    sched.fail('S9: acts settle in their order', `${tab} was answered ${answered.join()}`);
}
