/**
 * The rules that decide ties (P3 to P6). A poll's rule is frozen when it opens, under its name; a name never changes
 * its meaning, so that a later release counts an old poll as was promised.
 */
import type { PollMethod } from './model.ts';

/**
 * `shared`: all options with the most votes win. `medians`: majority grades are taken away one by one until the options
 * differ; equal profiles share a rank. `votes-cost-id`: more votes, then the lower cost, then the id in the order of
 * its characters.
 */
const TIE_RULES = {
  choice: ['shared'],
  quadratic: ['shared'],
  judgment: ['medians'],
  budget: ['votes-cost-id'],
} as const satisfies Record<PollMethod['kind'], readonly string[]>;

/**
 * The name of a poll's rule: the frozen one, or the first of its method, which all polls had before rules were frozen.
 * Throws for a rule that this release does not know: counting by another would break the promise.
 */
export function tieRule(
  kind: PollMethod['kind'],
  frozen: string | null,
): (typeof TIE_RULES)[PollMethod['kind']][number] {
  const rules = TIE_RULES[kind];
  const rule = rules.find((known) => known === (frozen ?? rules[0]));
  if (rule === undefined) throw new Error(`a ${kind} poll has the unknown tie rule ${frozen}`);
  return rule;
}

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
/** What `votes-cost-id` reads of a project. */
interface Placed {
  id: string;
  cost: bigint;
  votes: number;
}
/** The order of two projects by `votes-cost-id`. */
export const byVotesCostId = (a: Placed, b: Placed): number =>
  b.votes - a.votes || order(a.cost, b.cost) || order(a.id, b.id);
