/** SAKA as a member's device sees it. Nothing here, nor anything that imports it, knows of money (R1). */
import * as z from 'zod/mini';
import { cycleId, memberId, projectId } from '../platform/ids.ts';

/** R5: grains for a caring act and how many a UTC day count. */
export const HARVEST = {
  content_read: { grains: 10, aDay: 3 },
  poll_vote: { grains: 5, aDay: 10 },
  invite_accepted: { grains: 50, aDay: 5 },
} as const;
export type HarvestReason = keyof typeof HARVEST;

/** R7: what the boost sheet offers first. */
export const BOOST_DEFAULT = 10;
/** R5: seconds of active reading a text of `words` words asks for; at most 20 minutes. */
export const activeSecondsNeeded = (words: number): number => Math.min(Math.ceil(words / 10), 20 * 60);

/** R4. */
export const transferReasons = [
  'content_read', 'poll_vote', 'invite_accepted', 'manual_adjust', 'project_boost', 'poll_spend', 'poll_refund',
  'compost', 'silo_redistribution', 'account_closed',
] as const;

/** id: the member's. The settled balance and totals (R3); what queued acts reserve is derived on the device (S3). */
export const walletRow = z.object({
  id: memberId,
  balance: z.int(),
  harvested: z.int(),
  planted: z.int(),
  composted: z.int(),
  redistributed: z.int(),
  adjusted: z.int(),
});
export type Wallet = z.infer<typeof walletRow>;

/** One ledger movement of the member's own wallet. `amount` > 0; `gain` says which way. */
export const transferRow = z.object({
  id: z.string(),
  gain: z.boolean(),
  amount: z.int(),
  reason: z.enum(transferReasons),
  /** Mutation key that caused it, or null. */
  key: z.nullable(z.string()),
  project: z.nullable(z.string()),
  poll: z.nullable(z.string()),
  story: z.nullable(z.string()),
  at: z.string(),
});
export type Transfer = z.infer<typeof transferRow>;

/** id: the project's. A member's running total on one project. */
export const supportRow = z.object({ id: projectId, grains: z.int() });

export const cycleRow = z.object({
  id: cycleId,
  name: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  active: z.boolean(),
});
export type Cycle = z.infer<typeof cycleRow>;

/** The common account that compost fills; one row. */
export const siloRow = z.object({ id: z.string(), balance: z.int() });
