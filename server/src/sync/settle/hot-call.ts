/** One call of `settle_acts` for the runs of several members; settle.sql describes its parameters. */
import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import type { Answer } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import { instantOrNow } from './act.ts';
import { type HotRun, type HotRow, linksOf, answersOf } from './hot-answers.ts';

const HOT = `select told, revs, verdicts, known, links
  from settle_acts($1::uuid[], $2::uuid[], $3::text[], $4::boolean, $5::text, $6::boolean, $7::boolean, $8::boolean,
    $9::boolean, $10::int[], $11::uuid[], $12::bigint[], $13::text[], $14::jsonb[], $15::timestamptz[], $16::bytea[],
    $17::boolean[], $18::jsonb[], $19::bytea[], $20::timestamptz[])`;

/**
 * An array in PostgreSQL's text form, since the driver takes several times as long. The elements need no quotes:
 * numbers, ids, names of mutations, times, or what `quoted` and `bytes` made.
 */
const array = (elements: readonly (string | number | boolean | null)[]): string =>
  `{${elements.map((e) => (e === null ? 'null' : String(e))).join(',')}}`;
/** JSON as an element: the text of a JSON string has the quotes and backslashes that PostgreSQL expects. */
const quoted = (value: unknown): string => JSON.stringify(JSON.stringify(value));
const bytes = (hex: string): string => `\\\\x${hex}`;

/** @returns the answers of each run; `null` for a run that was left out, which happens only when `wait` is false. */
export async function callSettleActs(
  db: Database,
  runs: readonly HotRun[],
  wait: boolean,
): Promise<(Answer[] | null)[]> {
  const acts = runs.flatMap((r) => r.acts);
  const [row] = await db.query<HotRow>(HOT, [
    runs.map((r) => r.member),
    runs.map((r) => r.device),
    runs[0]?.flagsOff ?? [],
    wait,
    ...kindsOf(runs),
    array(runs.flatMap((r, i) => r.acts.map(() => i + 1))),
    array(acts.map((a) => a.key)),
    array(acts.map((a) => a.seq)),
    array(acts.map((a) => a.name)),
    array(acts.map((a) => quoted(a.read))),
    array(acts.map((a) => instantOrNow(a.madeAt).toISOString())),
    array(acts.map((a) => bytes(a.hash))),
    array(acts.map((a) => a.convergent)),
    array(acts.map((a) => a.refuse && quoted(a.refuse))),
    array(acts.map((a) => a.pepper && bytes(a.pepper))),
    array(acts.map((a) => a.asOf)),
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
function kindsOf(
  runs: readonly HotRun[],
): [name: string | null, each: boolean, locks: boolean, cancels: boolean, again: boolean] {
  const acts = runs.flatMap((r) => r.acts);
  const locks = acts.some((a) => mutations[a.name as MutationName].locks !== undefined);
  const again = acts.some((a) => a.asOf !== null);
  const first = acts[0]?.name ?? null;
  const name = acts.every((a) => a.name === first && a.refuse === null) ? first : null;
  const each =
    name !== null && !locks && !again && runs.every((r) => r.acts.length === 1) && acts.every((a) => !a.convergent);
  return [name, each, locks, acts.some((a) => a.name === 'sync.cancel' && a.refuse === null), again];
}
