import type { Change } from '../broken/change.ts';

/** A proof that a test guards a rule: `test` passes on the unmodified tree and fails on an assertion after the change. */
export interface Proof extends Change {
  /** The numbered rule, for example `S5`. */
  rule: string;
  /** The exact title of the test in the test file. */
  test: string;
}

/** The name of a proof in messages. */
export const nameOf = (proof: Proof): string => `${proof.rule} by a break of ${proof.file}: ${proof.test}`;
