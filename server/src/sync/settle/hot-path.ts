/**
 * The hot path of settlement (S5): runs of hot acts; the runs of several members share one call (docs/decisions/06).
 * settle.sql describes the parameters and results of a call.
 */
import type { Answer } from '@egoejo/shared/sync/protocol.ts';
import { isTransient } from '../../platform/database/transient.ts';
import type { Database } from '../../platform/database/database.ts';
import { openGroups } from './group-commit.ts';
import { retryTransient } from './retry.ts';
import type { HotRun } from './hot-answers.ts';
import { callSettleActs } from './hot-call.ts';

/**
 * Most acts in a call: limits how much work one rollback undoes, and how long others wait for it. An act of a call of
 * 96 members costs PostgreSQL a quarter less than one of a call of 32.
 */
const MOST_ACTS = 100;

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
 * `settleActs`.
 */
export function groupRun(db: Database, run: HotRun): Promise<Answer[]> {
  let grouped = groups.get(db);
  if (grouped === undefined) {
    grouped = openGroups<HotRun, Answer[]>(
      {
        owner: (r) => r.member,
        fits: (group, r) =>
          group.reduce((n, g) => n + g.acts.length, r.acts.length) <= MOST_ACTS &&
          isLong(r) === isLong(group[0] ?? r) &&
          String(group[0]?.flagsOff) === String(r.flagsOff),
        together: (runs) => retryTransient(() => callSettleActs(db, runs, false)),
        alone: (r) => settleRun(db, r),
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
export async function settleRun(db: Database, run: HotRun): Promise<Answer[]> {
  const [answers] = await retryTransient(() => callSettleActs(db, [run], true));
  if (!answers) throw new Error('a call that waits leaves nobody out');
  return answers;
}
