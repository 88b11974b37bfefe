/** Members block others: they take no messages from them, and the app folds what those say in rooms (T5). */
import * as z from 'zod/mini';
import { memberId } from '../platform/ids.ts';

/** Most members that one member blocks. */
export const MOST_BLOCKED = 500;
/** Most characters of the name of a blocked member. */
export const BLOCKED_NAME = 120;

/**
 * A member whom the member blocked, and since when. `name`: as the member's device sent it, '' if it knew none. Only
 * the member gets this row: the blocked one is not told.
 */
export const blockedMemberRow = z.object({ id: memberId, name: z.string(), since: z.string() });
export type BlockedMember = z.infer<typeof blockedMemberRow>;
