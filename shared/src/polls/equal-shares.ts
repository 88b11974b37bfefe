/** The Method of Equal Shares with its completion by larger shares (P6): pure. */
import { runShares, scratchFor, type Run, type Scratch } from './shares-run.ts';
import type { SharesInput } from './shares-input.ts';
import type { Purchase, Ratio } from './shares-ledger.ts';

/** What is bought from the voters' shares. */
export interface Shares {
  /** What every ballot had to spend. */
  share: Ratio;
  /** How often `step` was added to the share. */
  steps: number;
  /** In the order in which they were bought. */
  purchases: Purchase[];
}
interface SharesRule {
  budget: bigint;
  /** Add1: one unit of the currency, added to every ballot's share again and again; null: no completion. */
  step: bigint | null;
}

export const spentOn = ({ projects }: SharesInput, purchases: readonly Purchase[]): bigint =>
  purchases.reduce((sum, { project }) => sum + projects[project]!.cost, 0n);

/** Above this many entries a run needs more time than the jumps over equal runs save. */
const TRACKED = 50_000;

/**
 * Divides the budget equally among all ballots and buys from their shares. Add1 then gives every ballot one unit more
 * and starts again, until the next step would spend more than the budget or nothing is left to buy: not only until
 * nothing more fits, as the published elections show. A generator, because Add1 may need many runs: it yields after
 * each, so that the caller can do something else meanwhile.
 */
export function* equalShares(input: SharesInput, { budget, step }: SharesRule): Generator<void, Shares> {
  const { ballots, project } = input.groups;
  const shareAt = (steps: number): Ratio => ({
    n: budget + BigInt(steps) * BigInt(ballots) * (step ?? 0n),
    d: BigInt(Math.max(1, ballots)),
  });
  const scratch = scratchFor(input);
  const track = step !== null && project.length <= TRACKED;
  const supported = input.race.filter((p) => input.supporters.votes[p]! > 0).length;
  let steps = 0;
  let now = runShares(input, shareAt(0), scratch, track);
  if (step === null) return { share: shareAt(0), steps, purchases: now.purchases };
  while (now.purchases.length < supported) {
    yield;
    const steady = steadySteps(now, step);
    if (steady > 1 && sameRun(input, shareAt(steps + steady), scratch, now)) {
      steps += steady;
      now = { ...now, steady: 0 };
      continue;
    }
    const next = runShares(input, shareAt(steps + 1), scratch, track);
    if (spentOn(input, next.purchases) > budget) break;
    steps += 1;
    now = next;
  }
  return { share: shareAt(steps), steps, purchases: now.purchases };
}

/** Steps over which a run stays the same, as far as floats tell; somewhat fewer, to be sure. */
const steadySteps = ({ steady }: Run, step: bigint): number =>
  Math.min(Math.floor((steady / Number(step)) * 0.999), 2 ** 40);

/**
 * Whether the run with a larger share buys the same from the same. All that a run compares is linear in the share while
 * its payers stay the same, so what holds at both ends holds between them.
 */
function sameRun(input: SharesInput, share: Ratio, scratch: Scratch, { purchases }: Run): boolean {
  const other = runShares(input, share, scratch, false).purchases;
  return JSON.stringify(other) === JSON.stringify(purchases);
}
