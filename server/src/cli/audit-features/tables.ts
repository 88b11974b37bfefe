/** What holds for tables of many features: whom rows refer to, their scopes, their times, and closed accounts. */
import { ERASED } from '../../accounts/own-data/member-tables.ts';
import { PLAYLIST_PLACE } from '../../playlists/model.ts';
import { SHOW_PLACE } from '../../shows/model.ts';
import { PLACE } from '../../tracks/model.ts';
import type { AuditCheck } from '../audit-check.ts';
import { NOW, SLACK } from '../audit-when.ts';
import { waiting } from './wants.ts';

/** What names a row of any table. */
const ID = `concat_ws(' ', ${[
  'member',
  'id',
  'poll',
  'community',
  'case_id',
  'subject',
  'challenge',
  'project',
  'work',
  'story',
  'upload',
  'session',
  'name',
  'key',
  'url',
  'n',
  'place',
  'run',
  'document',
  'room',
  'track',
]
  .map((column) => `to_jsonb(t) ->> '${column}'`)
  .join(', ')})`;

const MEMBERS = `credential preferences device session membership departure community_ban report sanction
  moderation_queue notification member_group reading_item reading_text position read_mark book_mark book_day book_time
  track_day track_time track_figures release
  review reading_event badge recommendation track_recommendation unwanted project_follow follow blocked_member
  track_like show_follow show_use meeting_answer club_member room_member room_pace challenge_part
  leaderboard_own leaderboard_names turn mail_outbox channels digest push_subscription quarantined upload reader_token
  kosync_place manuscript_desk manuscript_file_desk manuscript_note_desk
  contract_desk author_figures quarter_read royalty_statement support ballot harvest_once harvest_day member_counter`;
/** The track of an item or a like was removed, and they will follow. */
const FORGETTING = waiting(['track.removed', 'playlist.forget_track'], 't.track');
/** The show that a member follows was removed, and they will follow it no more. */
const UNFOLLOWING = waiting(['show.removed', 'show.forget_follows'], 't.show');
/** Columns, and the table of the row that each names. Transfers, wallets and receipts have checks of their own. */
const REFERENCES: readonly (readonly [table: string, column: string, target: string, when?: string])[] = [
  ...MEMBERS.split(/\s+/).map((table) => [table, 'member', 'member'] as const),
  ...[
    'membership',
    'departure',
    'community_ban',
    'community_key',
    'moderation_case',
    'notification',
    'announcement',
    'project',
    'poll',
    'concept',
    'work',
    'meeting',
    'topic',
    'club',
    'room',
    'comment',
    'challenge',
    'leaderboard_place',
    'leaderboard_own',
    'leaderboard_names',
    'manuscript',
  ].map((table) => [table, 'community', 'community'] as const),
  ...[
    'moderation_case',
    'project',
    'project_picture',
    'comment',
    'poll',
    'story',
    'meeting',
    'club',
    'room',
    'message',
    'message_file',
    'track',
    'playlist',
    'show',
    'challenge',
    'manuscript',
    'manuscript_note',
  ].map((table) => [table, 'author', 'member'] as const),
  ...['report', 'sanction', 'moderation_queue'].map((table) => [table, 'case_id', 'moderation_case'] as const),
  ...[
    'comment',
    'project_follow',
    'project_picture',
    'project_edit',
    'project_need',
    'project_delta',
    'support',
    'poll',
    'notification',
  ].map((table) => [table, 'project', 'project'] as const),
  ...['project_text', 'project_tally'].map((table) => [table, 'id', 'project'] as const),
  ...['ballot', 'sealed_ballot', 'opened_ballot', 'imported_ballot', 'poll_delta', 'notification'].map(
    (table) => [table, 'poll', 'poll'] as const,
  ),
  ...['review', 'edition', 'review_delta', 'club'].map((table) => [table, 'work', 'work'] as const),
  ['poll_tally', 'id', 'poll'],
  ['work_tally', 'id', 'work'],
  ['story_text', 'id', 'story'],
  ['reading_item', 'story', 'story'],
  ['comment', 'parent', 'comment'],
  ['notification', 'comment', 'comment'],
  ['comment', 'topic', 'topic'],
  ['topic', 'club', 'club'],
  ['club_member', 'club', 'club'],
  ['club_part_due', 'topic', 'topic'],
  ['room_member', 'room', 'room'],
  ['room_pace', 'room', 'room'],
  ['room_erased', 'room', 'room'],
  ['blocked_member', 'id', 'member'],
  ['message', 'room', 'room'],
  ['message_file', 'room', 'room'],
  ['message_file', 'message', 'message'],
  ['track', 'community', 'community'],
  ['track_sound', 'track', 'track'],
  ['track_work', 'track', 'track'],
  ['playlist', 'community', 'community'],
  ['playlist_item', 'playlist', 'playlist'],
  ['playlist_item', 'track', 'track', `not ${FORGETTING}`],
  ['track_like', 'track', 'track', `not ${FORGETTING}`],
  ['show', 'community', 'community'],
  ['show_feed', 'show', 'show'],
  ['show_follow', 'show', 'show', `not ${UNFOLLOWING}`],
  ['episode', 'show', 'show'],
  ['episode', 'track', 'track', `not ${FORGETTING}`],
  ['episode_source', 'episode', 'episode'],
  ['episode_source', 'asked_by', 'member'],
  ['message', 'reply_to', 'message'],
  ['notification', 'subject', 'meeting', `t.kind like 'meeting%'`],
  ['notification', 'subject', 'topic', `t.kind in ('answer', 'mention', 'topicPost', 'clubPart')`],
  ['notification', 'subject', 'room', `t.kind like 'room%'`],
  ['notification', 'message', 'message'],
  ['notification', 'subject', 'challenge', `t.kind like 'challenge%'`],
  ['challenge_part', 'challenge', 'challenge'],
  ['contest_delta', 'challenge', 'challenge'],
  ['leaderboard_own', 'place', 'leaderboard_place'],
  ['manuscript', 'reviewer', 'member'],
  ['manuscript_step', 'by', 'member'],
  ...['manuscript_step', 'manuscript_file', 'manuscript_note', 'manuscript_desk', 'contract', 'royalty_statement'].map(
    (table) => [table, 'manuscript', 'manuscript'] as const,
  ),
  ['manuscript_note', 'file', 'manuscript_file'],
  ['contract_desk', 'contract', 'contract'],
  ['contract', 'offered_by', 'member'],
  ['contract', 'answered_by', 'member'],
  ['royalty_statement', 'contract', 'contract'],
  ['quarter_read', 'work', 'work'],
  ['author_figures', 'work', 'work'],
  ['manuscript_file_desk', 'file', 'manuscript_file'],
  ['manuscript_note_desk', 'note', 'manuscript_note'],
  ['notification', 'subject', 'manuscript', `t.kind = 'manuscriptMoved'`],
  ['meeting_answer', 'meeting', 'meeting'],
  ['meeting_reminder', 'meeting', 'meeting'],
  ['concept_link', 'concept', 'concept'],
  ['concept_link', 'target', 'concept', `t.kind = 'concept'`],
  ['concept_link', 'target', 'project', `t.kind = 'project'`],
  ['opds_file', 'edition', 'edition'],
  ['upload_chunk', 'upload', 'upload'],
  ['push_subscription', 'session', 'session'],
  ['saka_run_page', 'run', 'saka_run'],
];

/** Times that the server set. */
const TIMES = `member.created_at community.created_at community.archived_at membership.joined_at departure.at
  community_ban.at community_key.made_at member_group.added_at moderation_case.opened_at moderation_case.created_at
  report.created_at report.decided_at sanction.decided_at sanction.appealed_at notification.created_at
  notification.read_at announcement.at announced.at moderation_told.at project.created_at project_edit.at
  project_need.created_at project_picture.created_at project_follow.since follow.since comment.created_at
  comment.edited_at upload.opened_at upload.moved_at poll.created_at poll.hidden_at ballot.cast_at story.created_at
  review.written_at review.changed_at unwanted.at reading_event.at work.created_at edition.created_at
  device.registered_at session.created_at quarantined.at reader_token.made_at kosync_place.at meeting.created_at
  meeting.edited_at meeting.cancelled_at meeting_answer.answered_at challenge.created_at challenge.edited_at
  challenge.cancelled_at challenge.reached_at challenge_part.joined_at challenge_part.reached_at
  leaderboard_own.named_at topic.created_at club.created_at club.edited_at club_member.since
  room.created_at room_member.since room_pace.at blocked_member.since message.created_at message.edited_at
  message_file.created_at track.created_at playlist.created_at playlist_item.added_at track_like.at
  show.created_at show.refreshed_at show_follow.since episode_source.asked_at
  show_use.counted_at show_feed.counted_at
  manuscript.created_at manuscript.moved_at manuscript.published_at manuscript_step.at manuscript_file.created_at
  manuscript_note.created_at contract.offered_at contract.answered_at quarter_read.at author_figures.at
  track_day.heard_at track_time.at track_figures.at release.planned_at
  royalty_statement.made_at`;

const ofProject = ['project_text', 'project_picture', 'project_edit', 'project_need'] as const;

export const tableChecks: readonly AuditCheck[] = [
  {
    name: 'refers',
    says: 'a row names another that does not exist',
    sql: REFERENCES.map(
      ([table, column, target, when = 'true']) =>
        `select '${table}.${column}' as part, ${ID} as id, 'a row of ${target}' as expected, t.${column}::text as found
          from ${table} t where t.${column} is not null and ${when}
            and not exists (select from ${target} x where x.id = t.${column})`,
    ).join(' union all '),
  },
  {
    name: 'future',
    says: 'a time that the server set has not come yet',
    sql: TIMES.split(/\s+/)
      .map((name) => name.split('.'))
      .map(
        ([table, column]) =>
          `select '${table}.${column}' as part, ${ID} as id, 'a time that has been' as expected,
            iso(t.${column}) as found
          from ${table} t where t.${column} > ${NOW} + ${SLACK}`,
      )
      .join(' union all '),
  },
  {
    name: 'scope',
    says: 'a row is not in the scope of those who may see it (S11)',
    sql: [
      ...ofProject.map((table) => [
        table,
        'p.scope',
        `join project p on p.id = t.${table === 'project_text' ? 'id' : 'project'}`,
      ]),
      ['comment', `coalesce('community:' || t.community, 'catalogue')`, ''],
      ['topic', `coalesce('community:' || t.community, 'catalogue')`, ''],
      ['club', `coalesce('community:' || t.community, 'catalogue')`, ''],
      ['room', `case when t.community is null then 'room:' || t.id else 'community:' || t.community end`, ''],
      ['message', `'room:' || t.room`, ''],
      ['message_file', `'room:' || t.room`, ''],
      ['track', PLACE, ''],
      ['playlist', PLAYLIST_PLACE, ''],
      ['playlist_item', 'p.scope', 'join playlist p on p.id = t.playlist'],
      ['show', SHOW_PLACE, ''],
      ['episode', 's.scope', 'join show s on s.id = t.show'],
      [
        'work',
        `case when t.scope = 'hidden' and exists (select from manuscript m where m.id = t.id
        and m.state in ('withdrawn', 'draft', 'submitted', 'inReview', 'changesAsked', 'accepted')) then 'hidden'
        else coalesce('community:' || t.community, 'catalogue') end`,
        '',
      ],
      ['project_tally', `'community:' || p.community`, 'join project p on p.id = t.id'],
      [
        'poll_tally',
        `'polls:' || case when p.community is null then 'public' else 'community:' || p.community end`,
        'join poll p on p.id = t.id',
      ],
      ['concept', `'community:' || t.community`, ''],
      ['meeting', `'community:' || t.community`, ''],
      ['challenge', `coalesce('community:' || t.community, 'member:' || t.author)`, ''],
      ['leaderboard_place', `'community:' || t.community`, ''],
      ['concept_link', `'community:' || p.community`, 'join concept p on p.id = t.concept'],
    ]
      .map(
        ([table, scope, join]) =>
          `select '${table}' as part, t.id::text as id, ${scope} as expected, t.scope as found from ${table} t ${join}
          where t.scope <> ${scope}`,
      )
      .join(' union all '),
  },
  {
    name: 'erased',
    says: 'a closed account still has rows that its closing deletes (R13)',
    sql: ERASED.map(
      (table) =>
        `select '${table}' as part, ${ID} as id, 'none of a closed account' as expected, t.member::text as found
          from ${table} t join member m on m.id = t.member and m.status = 'closed'`,
    ).join(' union all '),
  },
  {
    name: 'session',
    says: 'a session is of a device of somebody else, or its subscription of another member',
    sql: `select s.id::text as id, 'a device of ' || s.member as expected, s.device::text as found
      from session s where not exists (select from device d where d.member = s.member and d.id = s.device)
      union all select p.session::text, s.member::text, p.member::text from push_subscription p
        join session s on s.id = p.session where p.member <> s.member`,
  },
];
