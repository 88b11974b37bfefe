import { activeOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Seasons concern all communities, so only animators of all communities and administrators may change them. */
export const tendingSeasons = [
  activeOnly,
  ['account.forbidden', (s) => !s.animatesAll],
] as const satisfies readonly Refusal<Standing>[];
