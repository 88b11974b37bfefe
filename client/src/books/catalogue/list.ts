/** Selects the works of a list. Pure, over ids and the values of indexes, so that 10,000 of them stay cheap. */
export const workSorts = ['newest', 'title'] as const;
export const lengths = ['', 'short', 'middle', 'long'] as const;
type Length = (typeof lengths)[number];

export interface WorkFilter {
  /** Each '' for all. */
  language: string;
  category: string;
  licence: string;
  length: Length;
  sort: (typeof workSorts)[number];
}
export const NO_FILTER: WorkFilter = { language: '', category: '', licence: '', length: '', sort: 'newest' };
/** Whether a filter leaves works out. */
export const narrows = ({ language, category, licence, length }: WorkFilter): boolean =>
  `${language}${category}${licence}${length}` !== '';

/** The least words of each length, and the words it ends before: an hour, and five, at 200 words a minute. */
export const LENGTHS: Readonly<Record<Exclude<Length, ''>, readonly [from: number, below: number]>> = {
  short: [0, 12_000],
  middle: [12_000, 60_000],
  long: [60_000, Infinity],
};

/** Single values of texts in which several stand with a space between them, each once. */
export const singles = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => text.split(' ')))].filter((value) => value !== '');
/** Those of the texts in which this value stands. */
export const holding = (texts: readonly string[], value: string): string[] =>
  texts.filter((text) => text.split(' ').includes(value));
