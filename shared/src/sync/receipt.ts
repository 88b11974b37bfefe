/** A receipt: the permanent record of a verdict, unique by (member, key), never deleted on the server (S7). */
import * as z from 'zod/mini';
import { instant } from '../platform/ids.ts';
import type { ReceiptLink } from './protocol.ts';

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
/** The id is the key of the act. */
export const receiptRow = z.object({
  /** The mutation's key. */
  id: z.string(),
  /** Lower-case hex SHA-256 of the request as first queued (S6). */
  hash: z.string(),
  name: z.string(),
  verdict: z.union([
    z.object({ status: z.literal('applied'), notes: z.array(z.object({ code: z.string(), params })) }),
    z.object({ status: z.literal('rejected'), code: z.string(), params }),
  ]),
  /** The revs that the settlement wrote, by scope. */
  revs: z.record(z.string(), z.int()),
  at: instant,
});
/**
 * `mac`, the MAC of an applied receipt (S29), and `link`, its position in the member's chain, are outside the schema,
 * so that a device that does not know them ignores them.
 */
export type Receipt = z.infer<typeof receiptRow> & { mac?: string; link?: ReceiptLink | null };
