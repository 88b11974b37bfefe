/** One call of `settle_acts` for the runs of several members; settle.sql describes its parameters. */
import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import type { Answer } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database.ts';
import { instantOrNow } from './act.ts';
import { type HotRun, type HotRow, linksOf, answersOf } from './hot-answers.ts';

const HOT = `select told, revs, verdicts, known, links
  from settle_acts($1::uuid[], $2::json, $3::text[], $4::boolean, $5::text,
    $6::boolean, $7::boolean, $8::boolean)`;

/** @returns the answers of each run; `null` for a run that was left out, which happens only when `wait` is false. */
export async function callSettleActs(
  db: Database,
  runs: readonly HotRun[],
  wait: boolean,
): Promise<(Answer[] | null)[]> {
  let n = 0;
  const acts = runs.flatMap(({ member, device, acts: list }) =>
    list.map((a) => ({
      n: ++n,
      member,
      device,
      key: a.key,
      seq: a.seq,
      name: a.name,
      args: a.read,
      made_at: instantOrNow(a.madeAt),
      hash: `\\x${a.hash}`,
      convergent: a.convergent,
      refuse: a.refuse,
      ...(a.asOf !== null && { as_of: a.asOf }),
      ...(a.pepper !== null && { pepper: `\\x${a.pepper}` }),
    })),
  );
  const [row] = await db.query<HotRow>(HOT, [
    runs.map((r) => r.member),
    JSON.stringify(acts),
    runs[0]?.flagsOff ?? [],
    wait,
    ...kindsOf(runs),
  ]);
  let last = 0;
  const links = linksOf(row!.links);
  return runs.map((run) => {
    const first = last + 1;
    last += run.acts.length;
    return answersOf(run, row!, links, first);
  });
}

/** Properties of the acts that `settle_acts` takes as parameters, because computing them in SQL would cost more. */
function kindsOf(runs: readonly HotRun[]): [name: string | null, votes: boolean, cancels: boolean, again: boolean] {
  const acts = runs.flatMap((r) => r.acts);
  const votes = acts.some((a) => mutations[a.name as MutationName].locks === 'poll');
  const again = acts.some((a) => a.asOf !== null);
  const name = acts[0]?.name ?? null;
  const plain =
    !votes &&
    !again &&
    runs.every((r) => r.acts.length === 1) &&
    acts.every((a) => a.name === name && !a.convergent && a.refuse === null);
  return [plain ? name : null, votes, acts.some((a) => a.name === 'sync.cancel' && a.refuse === null), again];
}
