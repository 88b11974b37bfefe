/** Which challenges there can be, how far readers are in them, and who stands where in a leaderboard (B14). Pure. */
import type { BookDay } from '../books/model.ts';
import { dayLater, daysBetween, seasonOf, weekOf } from './calendar.ts';
import type { Challenge, Goal, LeaderboardPlace } from './model.ts';

/** Longest challenge, days. */
const MOST_DAYS = 366;
/** How many days after the end what was read in time still counts: people read without a network. */
export const LATE_DAYS = 3;
/** Most of a goal of one reader. */
const MOST_ALONE: Readonly<Record<Goal, number>> = { books: 1_000, pages: 100_000, days: MOST_DAYS };

/** Whether a challenge has days that exist, in order, and not too many. */
export const daysFit = ({ starts, ends }: Pick<Challenge, 'starts' | 'ends'>): boolean => {
  const days = daysBetween(starts, ends);
  return days >= 1 && days <= MOST_DAYS;
};
/** Whether readers can reach so much in these days. */
export const goalFits = (c: Pick<Challenge, 'goal' | 'n' | 'together' | 'starts' | 'ends'>): boolean =>
  c.together || c.n <= Math.min(MOST_ALONE[c.goal], c.goal === 'days' ? daysBetween(c.starts, c.ends) : Infinity);

/** How much these events and days of reading count for a challenge. */
export function progressOf(
  { goal, starts, ends }: Pick<Challenge, 'goal' | 'starts' | 'ends'>,
  events: readonly { kind: string; day: string }[],
  days: readonly Pick<BookDay, 'day' | 'pages'>[],
): number {
  const within = ({ day }: { day: string }): boolean => starts <= day && day <= ends;
  if (goal === 'pages') return days.filter(within).reduce((sum, { pages }) => sum + pages, 0);
  const kind = goal === 'books' ? 'finished' : 'day';
  return events.filter((e) => e.kind === kind && within(e)).length;
}

export type Stage = 'ahead' | 'running' | 'late' | 'over';
/** Where a challenge is in its time: before it, in it, while what comes late still counts, after that. */
export const stageOf = ({ starts, ends }: Pick<Challenge, 'starts' | 'ends'>, today: string): Stage => {
  if (today < starts) return 'ahead';
  if (today <= ends) return 'running';
  return today <= dayLater(ends, LATE_DAYS) ? 'late' : 'over';
};

export const spans = ['week', 'lastWeek', 'season'] as const;
export type Span = (typeof spans)[number];
/** The points of a line in the present or last week, or in the present season. */
export function pointsIn(place: LeaderboardPlace, span: Span, today: string): number {
  if (span === 'season') return place.season === seasonOf(today) ? place.seasonPoints : 0;
  const [now, before] = [weekOf(today), weekOf(dayLater(today, -7))];
  if (span === 'week') return place.week === now ? place.weekPoints : 0;
  return place.week === now ? place.lastWeekPoints : place.week === before ? place.weekPoints : 0;
}

export interface Ranked {
  place: LeaderboardPlace;
  points: number;
  /** From 1 on; the same points share it. */
  rank: number;
}
/** The lines with points, the most first; without points only the member's `own`. */
export function ranked(
  places: readonly LeaderboardPlace[],
  span: Span,
  today: string,
  own: string | null | undefined,
): Ranked[] {
  const lines = places
    .map((place) => ({ place, points: pointsIn(place, span, today) }))
    .filter(({ place, points }) => points > 0 || place.id === own)
    .toSorted((a, b) => b.points - a.points || a.place.pseudonym.localeCompare(b.place.pseudonym));
  return lines.map((one) => ({ ...one, rank: lines.findIndex(({ points }) => points === one.points) + 1 }));
}
