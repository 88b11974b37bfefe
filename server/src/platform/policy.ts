/**
 * Declarative permissions: each feature's `policy.ts` lists, in order, the code that refuses an act and the condition
 * for it. They are checked at settlement, never when an act is queued (S11).
 */
import type { ErrorCode } from '@egoejo/shared/errors.ts';

/** A code, and the condition on the standing under which it refuses. */
export type Refusal<S> = readonly [code: ErrorCode, when: (s: S) => boolean];

/** The first refusal that applies, or null. */
export function refusalOf<S>(refusals: readonly Refusal<S>[], standing: S): ErrorCode | null {
  return refusals.find(([, when]) => when(standing))?.[0] ?? null;
}
