/** Words of the text, with where they are: what a mark is made of. */
import { fromRange, joinIndir } from 'foliate-js/epubcfi.js';
import { keptPlace } from '../marks/place-of-mark.ts';
import { quoteOf, type Quote } from '../marks/quote.ts';

export interface Passage extends Quote {
  cfi: string;
  /** Ten-thousandths of the book. */
  at: number;
}
/** @param fraction of the book, 0 to 1: that of the page */
export const passageOf = (range: Range, section: string, fraction: number): Passage => ({
  ...quoteOf(range),
  cfi: keptPlace(joinIndir(section, fromRange(range)), section),
  at: Math.max(0, Math.min(10_000, Math.round(fraction * 10_000))),
});
