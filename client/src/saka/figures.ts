/** Figures and times for the pages of the cycle. Pure. */
import {
  SERIES_DAYS,
  type CycleFigures,
  type DayFigures,
  type PublicCycles,
  type SeasonFigures,
} from '@egoejo/shared/saka/public.ts';
import type { Transfer } from '@egoejo/shared/saka/model.ts';

export const STATIONS = ['harvested', 'planted', 'composted', 'redistributed'] as const;
export type Station = (typeof STATIONS)[number];

const DAY = 86_400_000;
const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The thirty days of a series that ends with `last` (`YYYY-MM-DD`), including those on which nothing moved. */
export function wholeSeries(days: readonly DayFigures[], last: string): DayFigures[] {
  const known = new Map(days.map((d) => [d.day, d]));
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: SERIES_DAYS }, (_, i) => utcDay(end - (SERIES_DAYS - 1 - i) * DAY)).map(
    (day) => known.get(day) ?? { day, harvested: 0, planted: 0, composted: 0, redistributed: 0 },
  );
}

export interface Shown {
  /** null: between two seasons. */
  season: SeasonFigures | null;
  figures: CycleFigures;
  days: DayFigures[];
}
/** The four figures alone. */
export const figuresOf = ({ harvested, planted, composted, redistributed }: CycleFigures): CycleFigures => ({
  harvested,
  planted,
  composted,
  redistributed,
});

/** What the page of the cycle shows first: the current season, or the movements outside of seasons. */
export function shownOf({ items, outside, asOf }: PublicCycles): Shown {
  const season = items.find((s) => s.active) ?? null;
  const of = season ?? outside;
  return { season, figures: figuresOf(of), days: wholeSeries(of.days, asOf.slice(0, 10)) };
}
/**
 * An instant on the first and on the last day of a season. A season begins and ends at midnight in its creator's time
 * zone; half a day inside, the date is the same in every zone of our members.
 */
export const firstOf = (startsAt: string): number => Date.parse(startsAt) + DAY / 2;
export const lastOf = (endsAt: string): number => Date.parse(endsAt) - DAY / 2;

/** The seasons that are over, newest first. */
export const earlierOf = ({ items, asOf }: PublicCycles): SeasonFigures[] =>
  items.filter((s) => !s.active && s.endsAt <= asOf);

const SIGN: Partial<Record<Transfer['reason'], [Station, 1 | -1]>> = {
  content_read: ['harvested', 1],
  poll_vote: ['harvested', 1],
  invite_accepted: ['harvested', 1],
  project_boost: ['planted', 1],
  poll_spend: ['planted', 1],
  poll_refund: ['planted', -1],
  compost: ['composted', 1],
  silo_redistribution: ['redistributed', 1],
};
type Movement = Pick<Transfer, 'reason' | 'amount' | 'at' | 'poll'>;
/** Dates a refund at the spend that it gives back, the latest spend of its poll first, as the ledger does (R11). */
function countedAt(transfers: readonly Movement[]): Movement[] {
  const spent = new Map<string | null, Movement[]>();
  return transfers
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .flatMap((t) => {
      const left = spent.get(t.poll) ?? [];
      if (t.reason === 'poll_spend') spent.set(t.poll, [...left, { ...t }]);
      if (t.reason !== 'poll_refund') return [t];
      const parts: Movement[] = [];
      for (let { amount } = t, last = left.at(-1); amount > 0; last = left.at(-1)) {
        // The spend is older than what this device knows.
        if (!last) return parts;
        const part = Math.min(amount, last.amount);
        parts.push({ ...t, amount: part, at: last.at });
        amount -= part;
        last.amount -= part;
        if (last.amount === 0) left.pop();
      }
      return parts;
    });
}
/** A member's own part between two instants, from the transfers that this device knows. */
export function partOf(transfers: readonly Movement[], from: string, to: string): CycleFigures {
  const sum: CycleFigures = { harvested: 0, planted: 0, composted: 0, redistributed: 0 };
  for (const t of countedAt(transfers)) {
    const sign = SIGN[t.reason];
    if (sign && t.at >= from && t.at < to) sum[sign[0]] += sign[1] * t.amount;
  }
  return sum;
}

/** Acts that count as activity, as in the ledger (R8). */
const ACTIVITY: ReadonlySet<Transfer['reason']> = new Set([
  'content_read',
  'poll_vote',
  'invite_accepted',
  'project_boost',
  'poll_spend',
]);
export const isActivity = (reason: Transfer['reason']): boolean => ACTIVITY.has(reason);
