/** SAKA as a member's device sees it. Nothing here, nor anything that imports it, knows about money (R1). */
import * as z from 'zod/mini';
import { cycleId, memberId, projectId } from '../platform/ids.ts';

/** Grains for a caring act, and how many such acts count per UTC day (R5). */
export const HARVEST = {
  content_read: { grains: 10, aDay: 3 },
  poll_vote: { grains: 5, aDay: 10 },
  invite_accepted: { grains: 50, aDay: 5 },
} as const;
export type HarvestReason = keyof typeof HARVEST;

/** The amount that the boost sheet offers first (R7). */
export const BOOST_DEFAULT = 10;
/** The same to a member who has not planted yet: their first harvest, of 10 grains, is then not gone at once. */
export const FIRST_BOOST = 5;
/** Seconds of active reading required for a text of `words` words; at most 20 minutes (R5). */
export const activeSecondsNeeded = (words: number): number => Math.min(Math.ceil(words / 10), 20 * 60);

/** The reasons for moving grains: each transfer has one of them (R4). */
export const transferReasons = [
  'content_read',
  'poll_vote',
  'invite_accepted',
  'manual_adjust',
  'project_boost',
  'poll_spend',
  'poll_refund',
  'compost',
  'silo_redistribution',
  'account_closed',
] as const;

/**
 * The id is the member's. The settled balance and totals (R3); the grains that queued acts reserve are derived on the
 * device (S3).
 */
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

/** One ledger entry of the member's own wallet. `amount` > 0; `gain` gives the direction. */
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

/** The id is the project's. A member's running total on one project. */
export const supportRow = z.object({ id: projectId, grains: z.int() });

/** A season of SAKA; at most one is active. */
export const cycleRow = z.object({
  id: cycleId,
  name: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  active: z.boolean(),
});
export type Cycle = z.infer<typeof cycleRow>;

/** The Silo, the common account that compost fills; one row. */
export const siloRow = z.object({ id: z.string(), balance: z.int() });
