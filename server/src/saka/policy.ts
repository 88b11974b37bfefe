import { activeOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** Seasons concern all communities: animators of the whole, and administrators. */
export const tendingSeasons: readonly Refusal<Standing>[] = [activeOnly, ['account.forbidden', (s) => !s.animatesAll]];
