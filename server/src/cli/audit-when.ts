/** Times as checks of the audit judge them. */

/** Clocks of several servers differ, and who was under way when a season was ended early had read it before. */
export const SLACK = `interval '5 minutes'`;

/**
 * S29: an act offered again after a restore keeps the time of its first receipt, which lies before the end of the last recovery; it may come
 * for 36 days. What was later than that has one time only. While a recovery is open nothing is known yet.
 */
export const beforeRecovery = (at: string): string => `coalesce(${at} <= (select case when recovery_since is not null then 'infinity' else recovered_at end from installation), false)`;
/** Whether a transfer of that time may be of an act whose receipt has this one. */
export const isAgain = (receipt: string, transfer: string): string => `(${beforeRecovery(receipt)} and ${receipt} < ${transfer} and ${transfer} < ${receipt} + interval '37 days')`;

/** A transfer that is an act of its member, which compost goes by. Those without a key are told by their invitation. */
export const ACTED = `key is not null and reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote')`;
