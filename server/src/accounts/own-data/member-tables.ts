/**
 * The tables with data about a member. They are found by their columns, so that a new table is not forgotten; the lists
 * say what closing an account does with each.
 */
import type { Queryable } from '../../platform/database/database.ts';

/** Tables with the person's own rows, which are deleted, in this order because of foreign keys. */
export const ERASED = [
  'credential',
  'preferences',
  'push_subscription',
  'reader_token',
  'kosync_place',
  'session',
  'device',
  'membership',
  'departure',
  'community_ban',
  'report',
  'sanction',
  'moderation_queue',
  'notification',
  'book_import',
  'manuscript_note_desk',
  'manuscript_file_desk',
  'manuscript_desk',
  'contract_desk',
  'author_figures',
  'member_group',
  'reading_text',
  'reading_item',
  'position',
  'read_mark',
  'book_mark',
  'book_day',
  'book_time',
  'track_day',
  'track_time',
  'track_figures',
  'release',
  'review',
  'reading_event',
  'badge',
  'recommendation',
  'track_recommendation',
  'unwanted',
  'project_follow',
  'follow',
  'blocked_member',
  'track_like',
  'show_follow',
  'show_use',
  'meeting_answer',
  'club_member',
  'room_member',
  'room_pace',
  'challenge_part',
  'leaderboard_own',
  'leaderboard_names',
  'turn',
  'row_write',
  'invitation',
  'mail_outbox',
  'channels',
  'digest',
  'quarantined',
  'upload',
] as const;

/**
 * Tables whose rows have only a pseudonymous id and are kept: sums, ballots and verdicts stay correct without the
 * person.
 */
export const KEPT = [
  'member_counter',
  'wallet',
  'transfer',
  'support',
  'harvest_once',
  'harvest_day',
  'ballot',
  'receipt',
  'project_delta',
  'poll_delta',
  'cycle_delta',
  'quarter_read',
  'royalty_statement',
] as const;

/** Names of the tables with a `member` column. */
export async function memberTables(q: Queryable): Promise<string[]> {
  const rows = await q.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'member' and c.data_type = 'uuid'
       and t.table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map((r) => r.name);
}
