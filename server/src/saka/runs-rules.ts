/** Runs of compost and redistribution: what is decided without a database. */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { latestSchedule } from '@egoejo/shared/saka/compost.ts';
import type { FlagName, SakaParameters } from '../platform/flags.ts';

export const KINDS: readonly RunKind[] = ['compost', 'redistribution'];
export const FLAG_OF: Readonly<Record<RunKind, FlagName>> = { compost: 'SAKA_COMPOST_ENABLED', redistribution: 'SAKA_SILO_REDISTRIBUTION_ENABLED' };

/** Those parameters that a run of that kind is frozen with. */
export function parametersOf(kind: RunKind, p: SakaParameters): Record<string, number> {
  if (kind === 'redistribution') return { redistributionRate: p.redistributionRate };
  const { compostRate, compostInactivityDays, compostMinBalance, compostMinAmount } = p;
  return { compostRate, compostInactivityDays, compostMinBalance, compostMinAmount };
}

/** A page holds 250 wallets: the least a chunk moves. */
export const FIRST_PAGES = 1;
const MOST_PAGES = 8;
/** What a chunk should take. Members who act wait at most as long; a machine that stutters stays under 250 ms. */
const AIM_MS = 50;
/** How many pages the next chunk takes, after one of `pages` took `ms`: one more at most, so that a machine that stuttered is trusted slowly. */
export const nextPages = (pages: number, ms: number): number => Math.max(1, Math.min(MOST_PAGES, pages + 1, Math.floor((pages * AIM_MS) / Math.max(ms, 1))));

export interface Schedule {
  kind: RunKind;
  /** Scheduled times up to then are past; milliseconds since 1970. */
  since: number;
}
/** The runs that are due, oldest first: of each kind the latest scheduled time alone, however many were missed (R8). */
export const dueRuns = (schedules: readonly Schedule[], now: number): { kind: RunKind; at: number }[] =>
  schedules.map(({ kind, since }) => ({ kind, since, at: latestSchedule(kind, now) })).filter(({ at, since }) => at > since)
    .map(({ kind, at }) => ({ kind, at })).toSorted((a, b) => a.at - b.at);
