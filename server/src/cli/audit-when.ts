/** Time conditions for checks of the audit. */

/** The present instant, even in the middle of a long transaction. */
export const NOW = 'clock_timestamp()';

/**
 * Tolerance for clock differences between servers, and for transactions that read a season before it was ended early.
 */
export const SLACK = `interval '5 minutes'`;

/**
 * SQL condition: at that time an act may have been settled that was offered again after a restore. Such an act keeps
 * the time of its first receipt, which is before the end of the last recovery (S29). While a recovery is open, this is
 * true for every time.
 */
export const beforeRecovery = (at: string): string =>
  `coalesce(${at} <= (select case when recovery_since is not null then 'infinity' else recovered_at end
    from installation), false)`;
/**
 * Whether a transfer of that time may belong to an act whose receipt has this time; an act can be offered again for 36
 * days.
 */
export const isAgain = (receipt: string, transfer: string): string =>
  `(${beforeRecovery(receipt)} and ${receipt} < ${transfer} and ${transfer} < ${receipt} + interval '37 days')`;

/**
 * Transfers caused by an act of their member, whose times compost uses. Harvests without a key are covered by their
 * invitation.
 */
export const ACTED = `key is not null and reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote')`;
/**
 * A receipt's time is that of its transaction, or later by as much as the order of the member's receipts requires
 * (told_next in stamping.sql).
 */
export const TOLD_AFTER = `interval '2 seconds'`;
