/** R6: what an administrator may add to a wallet or take from it by hand. */
import * as z from 'zod/mini';
import { shortText, TEXT } from '../accounts/model.ts';
import { memberId } from '../platform/ids.ts';

/** Grains, either way. */
export const MOST_ADJUSTED = 500;

export const adjustment = z.strictObject({
  /** Made on the page when the form is opened: a second try of the same adjustment is the same adjustment. */
  key: z.uuid(),
  member: memberId,
  /** Added when above zero, taken when below. */
  grains: z.int().check(z.minimum(-MOST_ADJUSTED), z.maximum(MOST_ADJUSTED), z.refine((n) => n !== 0)),
  /** Why, for the audit log. */
  reason: shortText(TEXT.summary, 3),
});
export type Adjustment = z.infer<typeof adjustment>;
