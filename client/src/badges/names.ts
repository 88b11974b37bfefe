import type { BadgeRule } from '@egoejo/shared/badges/rules.ts';
import type { Translate } from '../i18n/locale.ts';

const words = {
  finished: 'badges.finished',
  day: 'badges.days',
  review: 'badges.reviews',
  language: 'badges.languages',
} as const satisfies Record<BadgeRule['kind'], string>;

/** What a badge is called. */
export const badgeName = (t: Translate, { kind, n, inARow }: BadgeRule): string =>
  t(inARow ? 'badges.inARow' : words[kind], { n });
