/** Positions in a text, in ten-thousandths and in pages. Pure. */
import { furthestRead, type Position } from '@egoejo/shared/reading/model.ts';

export const WHOLE = 10_000;

/**
 * The position when `fraction` of the page (0 to 1) is above the lower edge of the screen. Whole ten-thousandths of the
 * text.
 */
export const atOf = (page: number, fraction: number, pages: number): number =>
  Math.max(0, Math.min(WHOLE, Math.round((WHOLE * (page + Math.max(0, Math.min(1, fraction)))) / Math.max(1, pages))));

/**
 * The page of a position, and how far into that page it is. A position at the very end of a page is still on that page.
 */
export function placeOf(at: number, pages: number): { page: number; fraction: number } {
  const exact = (Math.min(at, WHOLE) / WHOLE) * Math.max(1, pages);
  const page = Math.max(0, Math.min(pages - 1, Math.ceil(exact) - 1));
  return { page, fraction: Math.max(0, Math.min(1, exact - page)) };
}

/** « 64 % », never 100 before the end. */
export const percentOf = (at: number): number => (at >= WHOLE ? 100 : Math.min(99, Math.floor(at / 100)));

/** Minutes left at 180 words a minute, rounded up; 0 at the end. */
export const minutesLeft = (words: number, at: number): number => Math.ceil((words * (1 - at / WHOLE)) / 180);

/** A smaller lead of another device is not worth a question, in ten-thousandths. */
const WORTH = 100;

/**
 * The position to offer to continue from: another device's position when it is further than this device's and than the
 * furthest position already answered (`asked`), by more than a few lines (S27). Null: nothing to ask.
 */
export function furtherElsewhere(
  positions: readonly Pick<Position, 'device' | 'at'>[],
  device: string,
  here: number,
  asked: number,
): number | null {
  const elsewhere = furthestRead(positions.filter((p) => p.device !== device));
  return elsewhere >= Math.max(here, asked) + WORTH ? elsewhere : null;
}
