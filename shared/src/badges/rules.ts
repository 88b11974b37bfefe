/**
 * What events give to readers (B14): badges, points, levels. Pure, and the same for any order of the events. The server
 * has the rules of badges in `badges.sql` too; a test compares both.
 */

/** What counts of an event (`readingEventRow`). */
export interface ReadingEvent {
  kind: string;
  subject: string;
  /** YYYY-MM-DD */
  day: string;
}
/** So many events of a kind; or so many days, without a gap. */
export interface BadgeRule {
  badge: string;
  kind: 'finished' | 'day' | 'review' | 'language';
  n: number;
  inARow?: true;
}
export const badgeRules = [
  { badge: 'finished1', kind: 'finished', n: 1 },
  { badge: 'finished5', kind: 'finished', n: 5 },
  { badge: 'finished25', kind: 'finished', n: 25 },
  { badge: 'finished100', kind: 'finished', n: 100 },
  { badge: 'inARow7', kind: 'day', n: 7, inARow: true },
  { badge: 'inARow30', kind: 'day', n: 30, inARow: true },
  { badge: 'days10', kind: 'day', n: 10 },
  { badge: 'days100', kind: 'day', n: 100 },
  { badge: 'days365', kind: 'day', n: 365 },
  { badge: 'reviews1', kind: 'review', n: 1 },
  { badge: 'reviews10', kind: 'review', n: 10 },
  { badge: 'languages3', kind: 'language', n: 3 },
] as const satisfies readonly BadgeRule[];
export type Badge = (typeof badgeRules)[number]['badge'];

const DAY_MS = 86_400_000;
const dayAfter = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** The events of a kind by their days, each subject once. */
function inOrder(events: readonly ReadingEvent[], kind: string): ReadingEvent[] {
  const seen = new Set<string>();
  return events
    .filter((e) => e.kind === kind)
    .toSorted((a, b) => compare(a.day, b.day) || compare(a.subject, b.subject))
    .filter(({ subject }) => !seen.has(subject) && seen.add(subject));
}

/** The event with which there were `n` days without a gap for the first time. */
function endOfRow(days: readonly ReadingEvent[], n: number): ReadingEvent | undefined {
  let run = 0;
  return days.find(({ day }, i) => {
    run = days[i - 1]?.day === dayAfter(day, -1) ? run + 1 : 1;
    return run === n;
  });
}

/** The badges that these events give, each with the event that earned it. */
export function badgesOf(events: readonly ReadingEvent[]): Map<Badge, ReadingEvent> {
  const given = new Map<Badge, ReadingEvent>();
  for (const rule of badgeRules) {
    const of = inOrder(events, rule.kind);
    const by = 'inARow' in rule ? endOfRow(of, rule.n) : of[rule.n - 1];
    if (by) given.set(rule.badge, by);
  }
  return given;
}

/** How many a badge counts now: of days in a row those up to today, or to yesterday while today has none. */
export function countFor(rule: BadgeRule, events: readonly ReadingEvent[], today: string): number {
  const subjects = new Set(events.filter((e) => e.kind === rule.kind).map((e) => e.subject));
  if (!rule.inARow) return subjects.size;
  const last = subjects.has(today) ? today : dayAfter(today, -1);
  let n = 0;
  while (subjects.has(dayAfter(last, -n))) n++;
  return n;
}

const POINTS: Readonly<Record<string, number>> = { finished: 10, day: 1, review: 3 };
export const pointsOf = (events: readonly ReadingEvent[]): number =>
  events.reduce((sum, { kind }) => sum + (POINTS[kind] ?? 0), 0);

/** From how many points on a reader has this level: 0, 10, 30, 60, 100, … */
const levelFrom = (level: number): number => 5 * level * (level - 1);
/** The level of a reader with so many points, from 1 on; it goes from `from` points to before `to`. */
export function levelOf(points: number): { level: number; from: number; to: number } {
  let level = 1;
  while (levelFrom(level + 1) <= points) level++;
  return { level, from: levelFrom(level), to: levelFrom(level + 1) };
}
