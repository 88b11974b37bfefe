/**
 * Compost and redistribution as pure rules (R8, R10): who gives how much, and when. The server's SQL is checked against them, the
 * preview of a member (R9) is made of them. Whole numbers only: rates are basis points, no float touches a grain.
 */

export type RunKind = 'compost' | 'redistribution';

export interface CompostParameters {
  /** Basis points of an idle balance. */
  compostRate: number;
  /** Days, of 24 hours each, without an act. */
  compostInactivityDays: number;
  /** Smaller balances are left alone. */
  compostMinBalance: number;
  /** Smaller composts are not made. */
  compostMinAmount: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** floor(amount × rate / 10,000), exact for every whole amount below 2^53. */
export const shareOf = (amount: number, rate: number): number =>
  Math.floor(amount / 10_000) * rate + Math.floor(((amount % 10_000) * rate) / 10_000);

/** What stays in a wallet, and why: too small a balance, or too small a compost. */
export type CompostStop = 'balance' | 'amount';
/** What an idle balance gives; 0 with its reason. */
export function compostOf(balance: number, p: CompostParameters): { grains: number; stop: CompostStop | null } {
  if (balance < p.compostMinBalance) return { grains: 0, stop: 'balance' };
  const grains = shareOf(balance, p.compostRate);
  return grains < p.compostMinAmount ? { grains: 0, stop: 'amount' } : { grains, stop: null };
}

/** True when a run of that time finds the wallet idle. Times in milliseconds since 1970. */
export const isIdle = (idleSince: number, at: number, p: CompostParameters): boolean => idleSince < at - p.compostInactivityDays * DAY;

/** What each of that many wallets gets of the Silo (R10); the remainder stays. */
export const redistributionShare = (silo: number, rate: number, wallets: number): number => (wallets === 0 ? 0 : Math.floor(shareOf(silo, rate) / wallets));

/** Of the Mondays redistribution takes the first of each month. */
const takesPlace = (kind: RunKind, monday: number): boolean => kind === 'compost' || new Date(monday).getUTCDate() <= 7;

/** The scheduled time that is the latest not after `now`: compost Mondays 03:00 UTC, redistribution the month's first Monday 04:00 UTC. */
export function latestSchedule(kind: RunKind, now: number): number {
  const hour = kind === 'compost' ? 3 : 4;
  const today = Math.floor(now / DAY) * DAY;
  // 1 January 1970 was a Thursday: Monday is day 4 of these weeks.
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
  /** What would leave the wallet at `at` if nothing happens to it until then; 0: nothing, see `stop`. */
  grains: number;
  /** The first Monday at which the wallet is idle, milliseconds since 1970. An act that arrives before puts it off. */
  at: number;
  /** Why nothing would leave; null: something would. */
  stop: CompostStop | null;
}

/**
 * R9: what the next compost takes from a wallet, and when, as long as no act of its member arrives at the server.
 * @param idleSince the later of its last settled act and its last compost.
 */
export function compostPreview(balance: number, idleSince: number, p: CompostParameters, now: number): CompostPreview {
  return { at: nextSchedule('compost', Math.max(now, idleSince + p.compostInactivityDays * DAY)), ...compostOf(balance, p) };
}
