/**
 * The hot path of settlement (S5): runs of hot acts; the runs of several members share one call (docs/decisions/06).
 * settle.sql describes the parameters and results of a call.
 */
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import { memberScope, type Answer, type ReceiptLink } from '@egoejo/shared/sync/protocol.ts';
import { isTransient, type Database } from '../platform/database.ts';
import { recovering } from './reoffered.ts';
import { openGroups } from './group-commit.ts';
import { replay, storedAnswer, verdictOf, type KnownReceipt } from './receipts.ts';
import { retryTransient } from './retry.ts';
import { instantOrNow, type Act, type FlagsOff } from './act.ts';

/** Consecutive hot acts of one exchange, in seq order. */
interface HotRun {
  member: MemberId;
  device: DeviceId;
  acts: readonly Act[];
  flagsOff: FlagsOff;
  /** See SettleDeps. */
  onRefused?: ((code: string) => void) | undefined;
}

/** Limits how much work one rollback undoes, and how long others wait for it. */
const GROUP = { runs: 32, acts: 100 } as const;
/**
 * A run with more acts than this is grouped only with other long runs, so that a single act never waits for a long run.
 */
const SHORT_RUN = 4;
const isLong = (run: HotRun): boolean => run.acts.length > SHORT_RUN;
/**
 * Calls in progress at a time, by measurement: with one, PostgreSQL is idle while Node reads its answer; with more than
 * two, groups get smaller.
 */
const CALLS = { postgres: 2, embedded: 1 } as const;

const groups = new WeakMap<Database, (run: HotRun) => Promise<Answer[]>>();

/**
 * Settles a run, grouped with the runs of other members that arrive at the same time. @returns answers in the form of
 * `settleExchange`.
 */
export function settleInGroup(db: Database, run: HotRun): Promise<Answer[]> {
  let grouped = groups.get(db);
  if (grouped === undefined) {
    grouped = openGroups<HotRun, Answer[]>(
      {
        owner: (r) => r.member,
        fits: (group, r) =>
          group.length < GROUP.runs &&
          group.reduce((n, g) => n + g.acts.length, r.acts.length) <= GROUP.acts &&
          isLong(r) === isLong(group[0] ?? r) &&
          String(group[0]?.flagsOff) === String(r.flagsOff),
        together: (runs) => retryTransient(() => call(db, runs, false)),
        alone: (r) => settleWithoutGroup(db, r),
        // A transient error is not the fault of the member whose call it hit.
        blames: (error) => !isTransient(error),
      },
      CALLS[db.kind],
    );
    groups.set(db, grouped);
  }
  return grouped(run);
}

/** Settles a run in a call and a transaction of its own. */
export async function settleWithoutGroup(db: Database, run: HotRun): Promise<Answer[]> {
  const [answers] = await retryTransient(() => call(db, [run], true));
  if (!answers) throw new Error('a call that waits leaves nobody out');
  return answers;
}

interface HotRow {
  /** The base time of each member's receipts: the receipt of act `n` is `n` microseconds later. */
  told: Record<MemberId, string> | null;
  revs: Record<MemberId, number> | null;
  /**
   * By act number: code, detail, and whether a refused act that was offered again waits for the end of a recovery
   * (S29).
   */
  verdicts: Record<number, [string | null, unknown, boolean]> | null;
  known: Record<number, KnownReceipt> | null;
  /** One line for each linked receipt: member, key, number in the member's chain, hash. */
  links: string | null;
}
const HOT = `select told, revs, verdicts, known, links
  from settle_acts($1::uuid[], $2::json, $3::text[], $4::boolean, $5::text,
    $6::boolean, $7::boolean, $8::boolean)`;

/** @returns the answers of each run; `null` for a run that was left out, which happens only when `wait` is false. */
async function call(db: Database, runs: readonly HotRun[], wait: boolean): Promise<(Answer[] | null)[]> {
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

/** A database timestamp with microseconds, `n` microseconds later. */
function later(at: string, n: number): string {
  const us = Number(at.slice(23, 26)) + n;
  const whole = new Date(Date.parse(`${at.slice(0, 23)}Z`) + Math.floor(us / 1000)).toISOString();
  return `${whole.slice(0, 23)}${String(us % 1000).padStart(3, '0')}Z`;
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

/** Links by member and key. */
const linksOf = (lines: string | null): ReadonlyMap<string, ReceiptLink> =>
  new Map(
    (lines ?? '').split('\n').flatMap((line) => {
      const [member, key, n, chain] = line.split(' ');
      return chain === undefined ? [] : [[`${member} ${key}`, { n: Number(n), chain }]];
    }),
  );

function answersOf(
  run: HotRun,
  { told, revs: all, verdicts, known }: HotRow,
  links: ReadonlyMap<string, ReceiptLink>,
  first: number,
): Answer[] | null {
  const rev = all?.[run.member];
  const begun = told?.[run.member];
  if (rev === undefined || begun === undefined) return null;
  const revs = { [memberScope(run.member)]: rev };
  return run.acts.flatMap((a, i): Answer[] => {
    const receipt = known?.[first + i];
    if (!a.convergent && receipt) return [replay(a.key, a.hash, receipt)];
    const [code, detail, waits] = verdicts?.[first + i] ?? [null, null, false];
    if (waits && code !== null) return [recovering(a.key, code, (detail ?? {}) as Params)];
    // A convergent act leaves no receipt.
    if (code !== null && !a.convergent) run.onRefused?.(code);
    const verdict = verdictOf(code, detail);
    const at = later(begun, first + i);
    const answer = { key: a.key, verdict, revs, at: code === null ? (a.asOf ?? at) : at };
    const link = links.get(`${run.member} ${a.key}`);
    if (!a.convergent) return [{ ...answer, hash: a.hash, ...(link && { link }) }];
    // For a cancel, `receipt` is the receipt of the act it names.
    const cancelled = a.read['key'] as MutationKey | undefined;
    return [{ ...answer, convergent: true }, ...(receipt && cancelled ? [storedAnswer(cancelled, receipt)] : [])];
  });
}
