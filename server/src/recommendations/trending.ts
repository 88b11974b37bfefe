/**
 * What is trending: each reader of a work counts 2^−(age ÷ half-life), by the time of their latest reading. Counts
 * decay forward from a fixed moment (Cormode, Shkapenyuk, Srivastava and Xu 2009), so the order of works does not
 * depend on when it is computed.
 */
import type { WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import type { Histories } from './evaluate/histories.ts';
import { bestOf, createSums } from './sums.ts';

const DAY_MS = 86_400_000;
/** After this long a reading counts half. */
const HALF_LIFE_MS = 14 * DAY_MS;

/** The main part of a language tag: `fr` of `fr-CA`, `en` of `eng`. Tags that are none are taken as they are. */
function mainLanguage(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return tag.toLowerCase();
  }
}

export interface Trending {
  /** Indexes of works, the most read lately first. `language` null: of all. */
  in(language: string | null): Int32Array;
}

/** @param works in the order of their indexes */
export function findTrending(works: readonly WorkDescription[], histories: Histories): Trending {
  // Counted back from the latest reading: larger powers would overflow.
  const latest = histories.times.reduce((most, time) => Math.max(most, time), -Infinity);
  const all = createSums(works.length);
  histories.works.forEach((work, place) => {
    const age = latest - histories.times[place]!;
    all.add(work, histories.weights[place]! * 2 ** (-age / HALF_LIFE_MS));
  });
  const order = bestOf(all, works.length, () => false);
  const languages = works.map(({ language }) => (language === null ? null : mainLanguage(language)));
  const known = new Map<string, Int32Array>();
  return {
    in(tag) {
      if (tag === null) return order;
      const before = known.get(tag);
      if (before) return before;
      const language = mainLanguage(tag);
      const mine = order.filter((work) => languages[work] === language);
      known.set(tag, mine);
      return mine;
    },
  };
}
