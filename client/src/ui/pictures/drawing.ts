/** The drawing of a project without a photo. The theme draws it with CSS gradients alone, so that a list scrolls fast. */
import type { CSSProperties } from 'react';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { fraction } from '../../platform/values/hash.ts';

export interface Drawn {
  id: string;
  category: string;
}

/** Categories are free words; how the usual ones begin says which colour everybody expects, in degrees. */
const EXPECTED: readonly [RegExp, number][] = [
  [/^(cultur|arts?\b|patrimoin|heritage)/, 12],
  [/^(energ|nishati)/, 34],
  [/^(aliment|food|agricult|chakula)/, 54],
  [/^(mobilit|transport|movilidad|roads?\b|usafiri)/, 82],
  [/^(nature|natura|environ|green|jardin|parcs?\b|parks?\b|mazingira)/, 116],
  [/^(sante\b|health|salud|afya|sports?\b)/, 160],
  [/^(eaux?\b|water|agua|maji)/, 200],
  [/^(educ|ecoles?\b|schools?\b|elimu)/, 244],
];
const WATER = 200;
const expected = (category: string): number | undefined => {
  const word = fold(category);
  return EXPECTED.find(([begins]) => begins.test(word))?.[1];
};

/** For the others: from clay over leaf to water. */
const HUES = { first: 8, step: 11, count: 21 } as const;
/** The hue of a category in degrees: the same in drawings and in the constellation, on every device. */
export const hueOf = (category: string): number =>
  expected(category) ?? HUES.first + HUES.step * Math.floor(fraction(category, 11) * HUES.count);

/** The kinds of landscape; the theme defines one utility for each. */
const kindOf = (category: string): 'drawn-hills' | 'drawn-water' => {
  const hue = expected(category);
  const water = hue === undefined ? fraction(category, 12) >= 0.5 : hue === WATER;
  return water ? 'drawn-water' : 'drawn-hills';
};

/** Its category gives the colours and the kind of landscape, its id the places of hills and sun. */
export function drawing({ id, category }: Drawn): { className: string; style: CSSProperties } {
  const between = (salt: number, least: number, most: number): string =>
    `${Math.round(least + (most - least) * fraction(id, salt))}%`;
  return {
    className: `drawn ${kindOf(category)}`,
    style: {
      '--hue': hueOf(category),
      '--near-x': between(1, 0, 100),
      '--far-x': between(2, 0, 100),
      '--far-y': between(3, 90, 125),
      '--sun-x': between(4, 15, 85),
      '--sun-y': between(5, 18, 42),
    } as CSSProperties,
  };
}
