/** Where one is in a text, in ten-thousandths and pages. Pure. */
import { furthestRead, type Position } from '@egoejo/shared/reading/model.ts';

export const WHOLE = 10_000;

/** `fraction` of the page (0 to 1) is above the lower edge of the screen. Whole ten-thousandths of the text. */
export const atOf = (page: number, fraction: number, pages: number): number =>
  Math.max(0, Math.min(WHOLE, Math.round((WHOLE * (page + Math.max(0, Math.min(1, fraction)))) / Math.max(1, pages))));

/** Page that holds a place, and how far into it. A place at a page's very end is still on that page. */
export function placeOf(at: number, pages: number): { page: number; fraction: number } {
  const exact = (Math.min(at, WHOLE) / WHOLE) * Math.max(1, pages);
  const page = Math.max(0, Math.min(pages - 1, Math.ceil(exact) - 1));
  return { page, fraction: Math.max(0, Math.min(1, exact - page)) };
}

/** « 64 % », never 100 before the end. */
export const percentOf = (at: number): number => (at >= WHOLE ? 100 : Math.min(99, Math.floor(at / 100)));

/** Minutes left at 180 words a minute, rounded up; 0 at the end. */
export const minutesLeft = (words: number, at: number): number => Math.ceil((words * (1 - at / WHOLE)) / 180);

/** Less than this further on another device is not worth a question. */
const WORTH = 100;

/**
 * S27: where to offer to go on: another device's place when it is further than this device's and than what was asked
 * about before (`asked`, the furthest place answered so far), by more than a few lines. Null: nothing to ask.
 */
export function furtherElsewhere(positions: readonly Pick<Position, 'device' | 'at'>[], device: string, here: number, asked: number): number | null {
  const elsewhere = furthestRead(positions.filter((p) => p.device !== device));
  return elsewhere >= Math.max(here, asked) + WORTH ? elsewhere : null;
}
