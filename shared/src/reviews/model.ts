/** Reviews of works of the catalogue (B13): stars and words of members who read at least a quarter. */
import * as z from 'zod/mini';
import { bookId, type BookId } from '../platform/ids.ts';

/** The part of a work that must be read before it is reviewed, in ten-thousandths. */
export const REVIEWED_FROM = 2_500;
/** Most reviews in one answer. */
export const REVIEWS_A_PAGE = 20;

/** The member's own review of a work, under the id of the work: there is one for each. */
export const reviewRow = z.object({
  id: bookId,
  /** As in the act; written again, because devices need this file only where reviews are shown. */
  stars: z.int().check(z.minimum(1), z.maximum(5)),
  /** '' where it has only stars. */
  text: z.string(),
  /** Shown with the member's name. */
  signed: z.boolean(),
  /** Moderators hid it: it is shown to nobody else, and its stars do not count. */
  hidden: z.boolean(),
  writtenAt: z.string(),
  /** Null: never changed. */
  changedAt: z.nullable(z.string()),
});
export type Review = z.infer<typeof reviewRow>;

/** How many reviews a work has, and the sum of their stars; a work without a review has no row (S17). */
export const workTallyRow = z.object({
  id: bookId,
  reviews: z.int().check(z.nonnegative()),
  stars: z.int().check(z.nonnegative()),
});
type WorkTally = z.infer<typeof workTallyRow>;

/** The mean of the stars in tenths, 10 to 50; null: no review. */
export const meanTenths = ({ reviews, stars: sum }: Pick<WorkTally, 'reviews' | 'stars'>): number | null =>
  reviews > 0 ? Math.round((sum * 10) / reviews) : null;

/** A review as others see it. */
export interface ShownReview {
  /** Its own id, for reports. */
  id: string;
  stars: number;
  text: string;
  /** Null: not signed. */
  name: string | null;
  /** ISO 8601. */
  writtenAt: string;
  changedAt: string | null;
  /** It is the caller's. */
  own: boolean;
}
/** GET /api/catalogue/works/:id/reviews: the newest first. `more`: ask again with `after`, the last id. */
export interface ReviewPage {
  work: BookId;
  reviews: ShownReview[];
  more: boolean;
}
