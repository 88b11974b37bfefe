/** Checks of comments, following, notifications and announcements. */
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { BLOCKED_NAME, MOST_BLOCKED } from '@egoejo/shared/blocks/model.ts';
import { MOST_NOTIFICATIONS, notificationKinds } from '@egoejo/shared/notifications/model.ts';
import { MOST_COMMENTS } from '../../comments/policy.ts';
import type { AuditCheck } from '../audit-check.ts';
import { beforeRecovery, SLACK } from '../audit-when.ts';
import { acted, listed, mostADay, waiting, wants } from './wants.ts';

const ABOUT_COMMENT = listed(['answer', 'mention', 'news', 'comment', 'topicPost']);
const ABOUT_PROJECT = listed(['published', 'declined', 'withdrawn']);
const ABOUT_MESSAGE = listed(['roomMention', 'roomAnswer', 'roomDirect']);
const ABOUT_POLL = listed(['pollOpened', 'pollResult', 'pollClosed']);

export const talkChecks: readonly AuditCheck[] = [
  wants({
    name: 'comment',
    says: 'a comment stands where none can, or is not as its author wrote it',
    id: 'c.id::text',
    found: `concat_ws(' ', c.kind, c.state, 'of', c.project, c.topic, 'by', c.author, 'under', c.parent,
      iso(c.created_at), 'edited', iso(c.edited_at))`,
    from: `comment c left join project p on p.id = c.project left join comment q on q.id = c.parent
      left join member m on m.id = c.author`,
    unless: [
      [`p.status in ('proposed', 'declined')`, 'a project that was published'],
      [
        '(q.project, q.topic) is distinct from (c.project, c.topic) and q.id is not null',
        'an answer below the same subject',
      ],
      [`c.kind = 'update' and c.project is null`, 'news of a project'],
      [
        'c.community is distinct from coalesce(p.community, (select t.community from topic t where t.id = c.topic))',
        'the community of its subject',
      ],
      ['q.parent is not null', 'at most two deep'],
      [`c.parent is not null and c.kind = 'update'`, 'news that begin a thread'],
      ['c.parent = c.id', 'another comment'],
      ['c.created_at < q.created_at', 'an answer after its question'],
      [`c.state <> 'deleted' and c.author is null`, 'an author'],
      [`c.state <> 'deleted' and c.text = ''`, 'words'],
      [`length(c.text) > ${TEXT.comment}`, `at most ${TEXT.comment} characters`],
      [`c.name = ''`, 'a name or none'],
      ['c.edited_at < c.created_at', 'an edit after it was written'],
      [
        `m.status = 'active' and not m.demo and not ${acted('comment.write', 'c.author', 'c.created_at')}
          and not (c.topic is not null and ${acted('topic.begin', 'c.author', 'c.created_at')})`,
        'an act',
      ],
      [
        `c.author is not null and m.status = 'active' and c.edited_at is not null
        and not ${acted('comment.edit', 'c.author', 'c.edited_at')}`,
        'an act that edited it',
      ],
    ],
  }),
  mostADay(
    'comment.most',
    'a member wrote more comments than a day allows',
    'comment',
    'author',
    'created_at',
    MOST_COMMENTS,
  ),
  wants({
    name: 'follow',
    says: 'a member follows what nobody may see',
    id: `f.member || ' ' || f.project`,
    found: 'p.status',
    from: 'project_follow f join project p on p.id = f.project',
    unless: [[`p.status in ('proposed', 'declined')`, 'a project that was published']],
  }),
  wants({
    name: 'follow.subject',
    says: 'a member follows what is neither an author, a category nor an open account',
    id: `f.member || ' ' || f.id`,
    found: 'f.id',
    from: `follow f left join member m on f.kind = 'member' and m.id::text = f.key`,
    unless: [
      [`f.kind not in ('author', 'category', 'member')`, 'an author, a category or a member'],
      [`f.kind = 'member' and (m.id is null or m.status = 'closed')`, 'an open account'],
      ['m.id = f.member', 'somebody else'],
    ],
  }),
  wants({
    name: 'block',
    says: 'a member blocks what is no open account, or themselves, or too many',
    id: `b.member || ' ' || b.id`,
    found: `concat_ws(' ', b.name, 'and', (select count(*) - 1 from blocked_member x where x.member = b.member))`,
    from: 'blocked_member b left join member m on m.id = b.id',
    unless: [
      [
        `(m.id is null or m.status = 'closed') and not ${waiting(['member.closed', 'block.forget'], 'b.id')}`,
        'an account',
      ],
      ['b.id = b.member', 'somebody else'],
      [`length(b.name) > ${BLOCKED_NAME}`, `at most ${BLOCKED_NAME} characters`],
      [
        `(select count(*) from blocked_member x where x.member = b.member) > ${MOST_BLOCKED}`,
        `at most ${MOST_BLOCKED}`,
      ],
    ],
  }),
  wants({
    name: 'notification',
    says: 'a notification tells what did not happen to its member',
    id: `n.member || ' ' || n.id`,
    found: `concat_ws(' ', n.kind, 'project', n.project, 'poll', n.poll, 'comment', n.comment, 'community',
      n.community, iso(n.created_at), 'read', iso(n.read_at))`,
    from: `notification n left join project p on p.id = n.project left join poll o on o.id = n.poll
      left join comment c on c.id = n.comment left join comment q on q.id = c.parent
      left join announcement a on a.id = n.id and n.kind = 'announcement'
      left join message w on w.id = n.message left join message wq on wq.id = w.reply_to
      left join room r on r.id = w.room
      left join sanction s on s.member = n.member and s.case_id = n.id and n.kind = 'moderated'
        and s.decided_at = n.created_at`,
    unless: [
      [`n.kind not in (${listed(notificationKinds)})`, 'a kind of notification'],
      [
        `n.kind in (${ABOUT_COMMENT}) and (n.comment is null or num_nonnulls(n.project, n.subject) <> 1)`,
        'a comment and its project or topic',
      ],
      [`(n.kind in (${ABOUT_MESSAGE})) <> (n.message is not null)`, 'a message'],
      ['w.room is distinct from n.subject and w.id is not null', 'the room of its message'],
      ['w.author = n.member', 'a message by somebody else'],
      [`n.kind = 'roomAnswer' and (w.reply_to is null or wq.author <> n.member)`, 'an answer to the member'],
      [`(n.kind = 'roomDirect') <> (r.community is null) and r.id is not null`, 'a message to the member'],
      [`n.kind = 'roomDirect' and n.title <> ''`, 'no title'],
      ['r.community is distinct from n.community and r.id is not null', 'the community of its room'],
      [`n.kind in (${ABOUT_PROJECT}) and n.project is null`, 'a project'],
      [`n.kind in (${ABOUT_POLL}) and n.poll is null`, 'a poll'],
      ['c.project is distinct from n.project and c.id is not null', 'the project of its comment'],
      [`n.kind in (${ABOUT_PROJECT}, 'comment') and p.author is distinct from n.member`, 'the author of the project'],
      ['c.author = n.member', 'a comment by somebody else'],
      [`n.kind = 'answer' and (c.parent is null or q.author <> n.member)`, 'an answer to the member'],
      [`n.kind like 'meeting%' and n.subject is null`, 'a meeting'],
      [`n.kind in ('topicPost', 'clubPart') and n.subject is null`, 'a topic'],
      [`n.kind = 'challengeReached' and n.subject is null`, 'a challenge'],
      [`n.kind = 'manuscriptMoved' and n.subject is null`, 'a manuscript'],
      [`o.state = 'draft'`, 'a poll that was opened'],
      [`n.kind = 'pollResult' and o.result is null and o.state <> 'cancelled'`, 'a poll that was counted or cancelled'],
      [
        `n.kind = 'pollResult' and not exists (select from ballot b where b.poll = n.poll and b.member = n.member)
          and not (o.state = 'cancelled' and o.author = n.member)`,
        'a poll the member voted in',
      ],
      [`n.kind = 'pollClosed' and o.result is null and o.state <> 'cancelled'`, 'a poll that was counted'],
      [`n.kind = 'moderated' and n.text <> coalesce(s.answer, s.reason)`, 'the words of the decision'],
      [`n.kind = 'announcement' and a.id is null`, 'an announcement'],
      [`a.id is not null and (n.community is distinct from a.community or n.title <> a.title)`, 'its announcement'],
      [
        'coalesce(p.community, o.community) is distinct from n.community and coalesce(p.id, o.id) is not null',
        'the community of its subject',
      ],
      [
        `n.text <> '' and n.kind not in (${ABOUT_PROJECT}, 'moderated')
          and not (n.kind = 'pollResult' and o.state = 'cancelled') and n.kind <> 'meetingCancelled'`,
        'no words of others',
      ],
      [`n.read_at < n.created_at - ${SLACK} and not ${beforeRecovery('n.read_at')}`, 'read after it came'],
    ],
  }),
  {
    name: 'notification.most',
    says: 'a member has more notifications than are kept',
    sql: `select member::text as id, 'at most ${MOST_NOTIFICATIONS}' as expected, count(*)::text as found
      from notification where kind <> 'proposed' group by member having count(*) > ${MOST_NOTIFICATIONS}`,
  },
  {
    name: 'announcement',
    says: 'an announcement is not in the audit log as it is, or came less than a day after another',
    sql: `select a.id::text as id, coalesce(l.title, 'a line of the log') as expected, a.title as found
        from announcement a left join (select subject, detail ->> 'title' as title, detail ->> 'community' as community
          from audit_log where action = 'community.announce') l on l.subject = a.id::text
        where a.title is distinct from l.title or a.community::text is distinct from l.community
      union all select a.id::text, 'a day after ' || iso(a.before), iso(a.at)
        from (select *, lag(at) over (partition by community order by at) as before from announcement
          where not ${beforeRecovery('at')}) a where a.at < a.before + interval '1 day'
      union all select coalesce(t.place, x.place), coalesce(iso(x.at), 'no announcement'), coalesce(iso(t.at), 'none')
        from announced t full join (select coalesce(community::text, 'all') as place, max(at) as at from announcement
          group by 1) x on x.place = t.place where t.at is distinct from x.at
      union all select t.place, 'a community, or all', iso(t.at) from moderation_told t
        where t.place <> 'all' and not exists (select from community c where c.id::text = t.place)`,
  },
];
