/** Badges and levels of readers (B14): given by events, each of which is stored once. */
import * as z from 'zod/mini';
import { anyId } from '../platform/ids.ts';

/**
 * A fact about a member as a reader, told once. `kind` and `subject`: a work or text read to its end (`finished`, its
 * id), a day on which they read (`day`, YYYY-MM-DD), a review (`review`, the id of the work), the first language of
 * what they finished (`language`, ISO 639); devices ignore a kind they do not know. `day`: when it happened, by the
 * member's calendar where the act tells it, else in UTC.
 */
export const readingEventRow = z.object({ id: anyId, kind: z.string(), subject: z.string(), day: z.string() });

/** A badge that the server gave: which, and the event that earned it with its day. */
export const badgeRow = z.object({ id: anyId, badge: z.string(), event: anyId, day: z.string() });
