/**
 * Compost and redistribution as pure rules (R8, R10): who gives how much, and when. Tests compare the server's SQL with
 * them, and a member's preview (R9) uses them. Whole numbers only: rates are basis points, no float touches a grain.
 */

export type RunKind = 'compost' | 'redistribution';

export interface CompostParameters {
  /** Basis points of an idle balance. */
  compostRate: number;
  /** Days, of 24 hours each, without an act. */
  compostInactivityDays: number;
  /** Smaller balances give nothing. */
  compostMinBalance: number;
  /** Smaller amounts are not composted. */
  compostMinAmount: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** floor(amount × rate / 10,000), exact for every whole amount below 2^53. */
export const shareOf = (amount: number, rate: number): number =>
  Math.floor(amount / 10_000) * rate + Math.floor(((amount % 10_000) * rate) / 10_000);

/** Why a wallet keeps its grains: its balance is too small, or the compost would be. */
type CompostStop = 'balance' | 'amount';
/** The grains that an idle balance gives; 0 with the reason. */
export function compostOf(balance: number, p: CompostParameters): { grains: number; stop: CompostStop | null } {
  if (balance < p.compostMinBalance) return { grains: 0, stop: 'balance' };
  const grains = shareOf(balance, p.compostRate);
  return grains < p.compostMinAmount ? { grains: 0, stop: 'amount' } : { grains, stop: null };
}

/** Whether a run at that time finds the wallet idle. Times in milliseconds since 1970. */
export const isIdle = (idleSince: number, at: number, p: CompostParameters): boolean =>
  idleSince < at - p.compostInactivityDays * DAY;

/** The grains that each of `wallets` wallets gets of the Silo (R10); the remainder stays. */
export const redistributionShare = (silo: number, rate: number, wallets: number): number =>
  wallets === 0 ? 0 : Math.floor(shareOf(silo, rate) / wallets);

/** Redistribution runs only on the first Monday of each month. */
const takesPlace = (kind: RunKind, monday: number): boolean => kind === 'compost' || new Date(monday).getUTCDate() <= 7;

/**
 * The latest scheduled time not after `now`: compost Mondays 03:00 UTC, redistribution the month's first Monday 04:00
 * UTC.
 */
export function latestSchedule(kind: RunKind, now: number): number {
  const hour = kind === 'compost' ? 3 : 4;
  const today = Math.floor(now / DAY) * DAY;
  // 1 January 1970 was a Thursday, so weeks counted from it have Monday as day 4.
  let at = today - ((((today / DAY - 4) % 7) + 7) % 7) * DAY + hour * HOUR;
  if (at > now) at -= 7 * DAY;
  while (!takesPlace(kind, at)) at -= 7 * DAY;
  return at;
}

/** The first scheduled time after `now`. */
export function nextSchedule(kind: RunKind, now: number): number {
  let at = latestSchedule(kind, now) + 7 * DAY;
  while (!takesPlace(kind, at)) at += 7 * DAY;
  return at;
}

export interface CompostPreview {
  /** The grains that would leave the wallet at `at` if nothing changes until then; 0: none, see `stop`. */
  grains: number;
  /** The first Monday at which the wallet is idle, ms since 1970. An act that arrives before then postpones it. */
  at: number;
  /** Why nothing would leave; null: grains would leave. */
  stop: CompostStop | null;
}

/**
 * The grains that the next compost takes from a wallet, and when, as long as no act of its member arrives at the server
 * (R9).
 * @param idleSince the later of its last settled act and its last compost
 */
export function compostPreview(balance: number, idleSince: number, p: CompostParameters, now: number): CompostPreview {
  return {
    at: nextSchedule('compost', Math.max(now, idleSince + p.compostInactivityDays * DAY)),
    ...compostOf(balance, p),
  };
}
