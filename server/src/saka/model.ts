/** What other features may know of SAKA. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';

/**
 * A pseudo-scope that moves when the season figures change (combine.sql). No device follows it; caches of public
 * answers do (R13).
 */
export const CYCLE_FIGURES: Scope = 'cycle-figures';
