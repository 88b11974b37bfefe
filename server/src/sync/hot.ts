/**
 * The hot path of settlement (S5): runs of hot acts, those of several members in one call (docs/decisions/06). What a call asks and
 * answers stands in settle.sql.
 */
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { memberScope, type Answer } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database.ts';
import { recovering } from './again.ts';
import { openGroups } from './group.ts';
import { replay, standing, verdictOf, type KnownReceipt } from './receipts.ts';
import { retryTransient } from './retry.ts';
import { instantOrNow, type Act, type FlagsOff } from './settlement.ts';

/** Neighbouring hot acts of one exchange, in seq order. */
export interface HotRun {
  member: MemberId;
  device: DeviceId;
  acts: readonly Act[];
  flagsOff: FlagsOff;
  /** As SettleDeps says. */
  onRefused?: ((code: string) => void) | undefined;
}

/** Bounds what is undone together, and how long others wait for it. */
const GROUP = { runs: 32, acts: 100 } as const;
/** Under way at a time, measured: with one the database rests while Node reads its answer, with more the groups are smaller. */
const CALLS = { postgres: 2, embedded: 1 } as const;

const groups = new WeakMap<Database, (run: HotRun) => Promise<Answer[]>>();

/** Settles a run, with those of other members that come at the same time. @returns answers as `settleExchange` gives them. */
export function settleHot(db: Database, run: HotRun): Promise<Answer[]> {
  let grouped = groups.get(db);
  if (grouped === undefined) {
    grouped = openGroups<HotRun, Answer[]>({
      owner: (r) => r.member,
      fits: (group, r) => group.length < GROUP.runs && group.reduce((n, g) => n + g.acts.length, r.acts.length) <= GROUP.acts
        && String(group[0]?.flagsOff) === String(r.flagsOff),
      together: (runs) => retryTransient(() => call(db, runs, false)),
      alone: (r) => settleHotAlone(db, r),
    }, CALLS[db.kind]);
    groups.set(db, grouped);
  }
  return grouped(run);
}

/** Settles a run in a call and a transaction of its own. */
export async function settleHotAlone(db: Database, run: HotRun): Promise<Answer[]> {
  const [answers] = await retryTransient(() => call(db, [run], true));
  if (!answers) throw new Error('a call that waits leaves nobody out');
  return answers;
}

interface HotRow {
  at: string | null;
  revs: Record<MemberId, number> | null;
  /** Code, detail, and whether an act offered again waits for the end of a recovery (S29). */
  verdicts: Record<number, [string | null, unknown, boolean]> | null;
  known: Record<number, KnownReceipt> | null;
}
const HOT = 'select at, revs, verdicts, known from settle_acts($1::uuid[], $2::json, $3::text[], $4::boolean)';

/** @returns answers of each run; `null` for one that was left out, which happens only where `wait` is false. */
async function call(db: Database, runs: readonly HotRun[], wait: boolean): Promise<(Answer[] | null)[]> {
  let n = 0;
  const acts = runs.flatMap(({ member, device, acts: list }) => list.map((a) => ({
    n: ++n, member, device, key: a.key, seq: a.seq, name: a.name, args: a.read, made_at: instantOrNow(a.madeAt), hash: `\\x${a.hash}`,
    convergent: a.convergent, refuse: a.refuse, ...(a.asOf !== null && { as_of: a.asOf }),
  })));
  const [row] = await db.query<HotRow>(HOT, [runs.map((r) => r.member), JSON.stringify(acts), runs[0]?.flagsOff ?? [], wait]);
  let last = 0;
  return runs.map((run) => {
    const first = last + 1;
    last += run.acts.length;
    return answersOf(run, row!, first);
  });
}

function answersOf(run: HotRun, { at, revs: all, verdicts, known }: HotRow, first: number): Answer[] | null {
  const rev = all?.[run.member];
  if (rev === undefined || at === null) return null;
  const revs = { [memberScope(run.member)]: rev };
  return run.acts.flatMap((a, i): Answer[] => {
    const receipt = known?.[first + i];
    if (!a.convergent && receipt) return [replay(a.key, a.hash, receipt)];
    const [code, detail, waits] = verdicts?.[first + i] ?? [null, null, false];
    if (waits && code !== null) return [recovering(a.key, code, (detail ?? {}) as Params)];
    // A convergent act leaves no receipt.
    if (code !== null && !a.convergent) run.onRefused?.(code);
    const verdict = verdictOf(code, detail);
    const answer = { key: a.key, verdict, revs, at: code === null ? (a.asOf ?? at) : at };
    if (!a.convergent) return [{ ...answer, hash: a.hash }];
    // A cancel's receipt is that of the act it names.
    const cancelled = a.read['key'] as MutationKey | undefined;
    return [{ ...answer, convergent: true }, ...(receipt && cancelled ? [standing(cancelled, receipt)] : [])];
  });
}
