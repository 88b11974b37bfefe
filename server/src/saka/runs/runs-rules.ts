/** Runs of compost and redistribution: the rules that need no database. */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { latestSchedule } from '@egoejo/shared/saka/compost.ts';
import type { FlagName, SakaParameters } from '../../platform/config/flags.ts';

export const KINDS: readonly RunKind[] = ['compost', 'redistribution'];
export const FLAG_OF: Readonly<Record<RunKind, FlagName>> = {
  compost: 'SAKA_COMPOST_ENABLED',
  redistribution: 'SAKA_SILO_REDISTRIBUTION_ENABLED',
};

/** The parameters that are stored with a run of that kind. */
export function parametersOf(kind: RunKind, p: SakaParameters): Record<string, number> {
  if (kind === 'redistribution') return { redistributionRate: p.redistributionRate };
  const { compostRate, compostInactivityDays, compostMinBalance, compostMinAmount } = p;
  return { compostRate, compostInactivityDays, compostMinBalance, compostMinAmount };
}

/** A page holds 250 wallets, the fewest that a chunk moves. */
export const FIRST_PAGES = 1;
const MOST_PAGES = 8;
/**
 * Target duration of a chunk. Acting members wait at most that long; even on a machine with stalls it stays under 250
 * ms.
 */
const AIM_MS = 50;
/**
 * How many pages the next chunk takes after one of `pages` took `ms`: at most one more, so that the size recovers
 * slowly after a stall.
 */
export const nextPages = (pages: number, ms: number): number =>
  Math.max(1, Math.min(MOST_PAGES, pages + 1, Math.floor((pages * AIM_MS) / Math.max(ms, 1))));

export interface Schedule {
  kind: RunKind;
  /** Scheduled times up to this one were handled; milliseconds since 1970. */
  since: number;
}
/** The runs that are due, oldest first: of each kind only the latest scheduled time, however many were missed (R8). */
export const dueRuns = (schedules: readonly Schedule[], now: number): { kind: RunKind; at: number }[] =>
  schedules
    .map(({ kind, since }) => ({ kind, since, at: latestSchedule(kind, now) }))
    .filter(({ at, since }) => at > since)
    .map(({ kind, at }) => ({ kind, at }))
    .toSorted((a, b) => a.at - b.at);
