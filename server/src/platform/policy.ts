/**
 * Declarative permissions: each feature's `policy.ts` lists, in order, the code that refuses an act and the condition
 * for it. They are checked at settlement, never when an act is queued (S11).
 */
import type { ErrorCode } from '@egoejo/shared/errors.ts';

/** A code, and the condition on the standing under which it refuses. */
export type Refusal<S, C extends ErrorCode = ErrorCode> = readonly [code: C, when: (s: S) => boolean];

/** The first refusal that applies, or null. */
export function refusalOf<S, C extends ErrorCode>(refusals: readonly Refusal<S, C>[], standing: S): C | null {
  return refusals.find(([, when]) => when(standing))?.[0] ?? null;
}

/** The codes with which a policy can refuse. */
export const codesOf = <C extends ErrorCode>(refusals: readonly Refusal<never, C>[]): readonly C[] =>
  refusals.map(([code]) => code);
