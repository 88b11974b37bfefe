/** Grains that an administrator may add to a wallet or take from it by hand (R6). */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { prose } from '../platform/texts.ts';
import { memberId } from '../platform/ids.ts';

/** The most grains of one adjustment, in either direction. */
export const MOST_ADJUSTED = 500;

export const adjustment = z.strictObject({
  /** Created on the page when the form is opened, so that a second try is the same adjustment. */
  key: z.uuid(),
  member: memberId,
  /** Positive: added; negative: taken. */
  grains: z.int().check(
    z.minimum(-MOST_ADJUSTED),
    z.maximum(MOST_ADJUSTED),
    z.refine((n) => n !== 0),
  ),
  /** The reason, for the audit log. */
  reason: prose(TEXT.summary, 3),
});
export type Adjustment = z.infer<typeof adjustment>;
