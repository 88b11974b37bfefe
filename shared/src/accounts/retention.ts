/**
 * How long the server keeps data about a member, in days. The jobs that delete use these, and the page that tells
 * members does too, so that its words stay true. Backups and acts on devices: sync/retention.ts; departures:
 * communities/model.ts; reports: moderation/model.ts.
 */
export const RETENTION = {
  /** A code that was sent, the network that asked for one by text message, and failed tries to sign in. */
  codeDays: 1,
  /** A session that has ended: long enough for its member to see that it did. */
  endedSessionDays: 30,
  /** A mail that was sent, so that a mail with the same key is not sent again. */
  mailDays: 60,
} as const;
