/** Badges and points of the member, from this device. */
import { useMemo } from 'react';
import { badgeRules, badgesOf, countFor, pointsOf, type Badge, type BadgeRule } from '@egoejo/shared/badges/rules.ts';
import { localDay } from '../platform/values/days.ts';
import { useQueueShown, useRows, useRowsByIds } from '../sync/api/rows/live.ts';
import { useNow } from '../ui/text/clock.ts';
import { eventsToCome } from './expected.ts';

/** A badge as the page shows it. */
export interface ShownBadge {
  rule: BadgeRule & { badge: Badge };
  /** The day that earned it, YYYY-MM-DD; null: the server has not given it. */
  day: string | null;
  /** The device's rows earn it, and the server has not said so yet. */
  expected: boolean;
  /** Of the rule's `n`. */
  count: number;
}
interface Shown {
  badges: ShownBadge[];
  /** As the server has them. */
  points: number;
  /** More that the device expects. */
  more: number;
}

/** Undefined until known. */
export function useBadges(): Shown | undefined {
  const [told, given] = [useRows('readingEvent'), useRows('badge')];
  const [days, texts, reviews] = [useRows('bookDay'), useRows('readMark'), useRows('review')];
  const queueShown = useQueueShown();
  const today = localDay(new Date(useNow()));
  const works = useRowsByIds(
    'work',
    useMemo(() => [...new Set((days ?? []).map((d) => d.book))], [days]),
  );
  const stories = useRowsByIds(
    'story',
    useMemo(() => (texts ?? []).map((text) => text.id), [texts]),
  );
  return useMemo(() => {
    if (!told || !given || !days || !texts || !reviews || !works || !stories || !queueShown) return undefined;
    const languageOf = (id: string) => works.get(id)?.languages.split(' ')[0] ?? stories.get(id)?.language;
    const all = [...told, ...eventsToCome({ days, texts, reviews }, told, languageOf)];
    const earned = badgesOf(all);
    const points = pointsOf(told);
    const badges = badgeRules.map((rule): ShownBadge => {
      const day = given.find(({ badge }) => badge === rule.badge)?.day ?? null;
      const expected = day === null && earned.has(rule.badge);
      return { rule, day, expected, count: countFor(rule, all, today) };
    });
    return { badges, points, more: pointsOf(all) - points };
  }, [told, given, days, texts, reviews, works, stories, queueShown, today]);
}
