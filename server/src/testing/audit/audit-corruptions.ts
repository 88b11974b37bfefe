/** Changes by hand of what features store, each with the check of the audit that must name it. */
import { fields, manyOf, type Corruption } from './audit-corruption.ts';
import { corruptionsOfPublishing } from './audit-corruptions-of-publishing.ts';
import { corruptionsOfTheForum } from './audit-corruptions-of-the-forum.ts';
import { corruptionsOfRooms } from './audit-corruptions-of-rooms.ts';
import { corruptionsOfShows } from './audit-corruptions-of-shows.ts';
import { corruptionsOfTracks } from './audit-corruptions-of-tracks.ts';
import { corruptionsOfPeople } from './audit-corruptions-of-people.ts';

const caseOf = (subject: string): string => `(select id from moderation_case where subject = '${subject}')`;
const secretPolls: readonly Corruption[] = [
  [
    'an opened ballot changed',
    'poll.kept',
    (w) =>
      `update opened_ballot set content = '{"kind":"choice","options":["c"]}' where poll = '${w.counted}' and n = 1`,
  ],
  [
    'an opened ballot changed, and the result recounted from it',
    'poll.kept',
    (w) =>
      `with b as (update opened_ballot set content = '{"kind":"choice","options":["a"]}' where poll = '${w.counted}') update poll set result = jsonb_set(jsonb_set(result, '{winners}', '["a"]'), '{counts}', '[{"option":"a","votes":2},{"option":"b","votes":0},{"option":"c","votes":0}]') where id = '${w.counted}'`,
  ],
  [
    'two opened ballots exchanged',
    'poll.kept',
    (w) =>
      `update opened_ballot a set content = b.content from opened_ballot b where a.poll = '${w.counted}' and b.poll = a.poll and b.n = 3 - a.n`,
  ],
  [
    'the winners of a result',
    'poll.result',
    (w) => `update poll set result = jsonb_set(result, '{winners}', '["a"]') where id = '${w.counted}'`,
  ],
  [
    'an opened ballot of another kind',
    'ballot.opened',
    (w) =>
      `update opened_ballot set content = '{"kind":"quadratic","votes":{"a":1}}' where poll = '${w.counted}' and n = 1`,
  ],
  [
    'an opened ballot for an option that is none',
    'ballot.opened',
    (w) =>
      `update opened_ballot set content = '{"kind":"choice","options":["z"]}' where poll = '${w.counted}' and n = 1`,
  ],
  [
    'an opened ballot that is no ballot',
    'ballot.opened',
    (w) => `update opened_ballot set content = '"a"' where poll = '${w.counted}' and n = 1`,
  ],
  [
    'an opened ballot deleted',
    'ballot.secret',
    (w) => `delete from opened_ballot where poll = '${w.counted}' and n = 2`,
  ],
  [
    'an opened ballot added',
    'ballot.secret',
    (w) => `insert into opened_ballot select poll, 9, content from opened_ballot where poll = '${w.counted}' and n = 1`,
  ],
  [
    'an opened ballot numbered anew',
    'ballot.numbers',
    (w) => `update opened_ballot set n = 7 where poll = '${w.counted}' and n = 2`,
  ],
  [
    'the flag of a counted secret poll removed',
    'poll.secret',
    (w) => `update poll set secret = false where id = '${w.counted}'`,
  ],
  [
    'the flag of an open secret poll removed, and what was frozen written anew',
    'poll.secret',
    (w) =>
      `with p as (update poll set secret = false where id = '${w.sealed}' returning *) update poll q set secret = false, frozen = sha256(convert_to(row(q.title, q.text, q.method, q.options, q.open_to_all, q.quorum)::text, 'UTF8')) where q.id = '${w.sealed}'`,
  ],
  [
    'a sealed ballot of a poll that is not secret',
    'poll.secret',
    (w) =>
      `with p as (update poll set secret = false, ballot_key = null where id = '${w.counted}' returning id)
        insert into sealed_ballot select p.id, s.voter, s.content from sealed_ballot s, p where s.poll = '${w.sealed}'`,
  ],
  [
    'a sealed ballot of a counted poll',
    'ballot.secret',
    (w) =>
      `insert into sealed_ballot select '${w.counted}', voter, content from sealed_ballot where poll = '${w.sealed}'`,
  ],
  ['a sealed ballot deleted', 'ballot.secret', (w) => `delete from sealed_ballot where poll = '${w.sealed}'`],
  [
    'a sealed ballot cut off',
    'ballot.sealed',
    (w) => `update sealed_ballot set content = substr(content, 1, 12) where poll = '${w.sealed}'`,
  ],
  [
    'a vote in a secret poll that says for what',
    'poll.secret',
    (w) => `update ballot set content = '{"kind":"choice","options":["a"]}' where poll = '${w.sealed}'`,
  ],
];

const moderation: readonly Corruption[] = [
  [
    'a kept case opened again by nobody',
    'case',
    (w) => `update moderation_case set state = 'open' where subject = '${w.project}'`,
  ],
  [
    'a case decided without who decided',
    'case',
    (w) => `update moderation_case set decision = decision - 'by' where subject = '${w.hidden}'`,
  ],
  [
    'a case decided without a decision',
    'case',
    (w) => `update moderation_case set decision = null where subject = '${w.hidden}'`,
  ],
  [
    'a case decided by its author',
    'case',
    (w) => `update moderation_case set decision = decision || '{"by": "${w.rude}"}' where subject = '${w.hidden}'`,
  ],
  [
    'a case decided by nobody who is here',
    'case',
    (w) =>
      `update moderation_case set decision = decision || jsonb_build_object('by', gen_random_uuid()) where subject = '${w.hidden}'`,
  ],
  ['the state of a case', 'case', (w) => `update moderation_case set state = 'kept' where subject = '${w.hidden}'`],
  [
    'a decided case opened again',
    'case',
    (w) => `update moderation_case set state = 'open' where subject = '${w.hidden}'`,
  ],
  [
    'a decision of tomorrow',
    'case',
    (w) =>
      `update moderation_case set decision = decision || jsonb_build_object('at', iso(now() + interval '1 day')) where subject = '${w.hidden}'`,
  ],
  [
    'who decided a case',
    'case.log',
    (w) => `update moderation_case set decision = decision || '{"by": "${w.reader}"}' where subject = '${w.hidden}'`,
  ],
  [
    'why a case was decided',
    'case.log',
    (w) => `update moderation_case set decision = decision || '{"reason": "Autre."}' where subject = '${w.hidden}'`,
  ],
  ['a round of a case', 'case.log', (w) => `update moderation_case set round = 5 where subject = '${w.hidden}'`],
  ['a case that hides, deleted', 'case.log', (w) => `delete from moderation_case where subject = '${w.hidden}'`],
  [
    'the author of a case',
    'case.subject',
    (w) => `update moderation_case set author = '${w.reader}' where subject = '${w.project}'`,
  ],
  [
    'the subject of a case',
    'case.subject',
    (w) => `update moderation_case set subject = gen_random_uuid() where subject = '${w.project}'`,
  ],
  [
    'a report decided without an answer',
    'report',
    (w) => `update report set answer = null where subject = '${w.hidden}'`,
  ],
  [
    'a report open although its case was decided',
    'report',
    (w) => `update report set state = 'open', answer = null, decided_at = null where subject = '${w.hidden}'`,
  ],
  ['a report by the author', 'report', (w) => `update report set member = '${w.rude}' where subject = '${w.hidden}'`],
  [
    'a report of a case that is none',
    'refers.report.case_id',
    (w) => `update report set case_id = gen_random_uuid() where subject = '${w.hidden}'`,
  ],
  [
    'more reports than a day allows',
    'report.most',
    (w) =>
      `insert into report (member, subject, case_id, kind, reason, rev) select member, gen_random_uuid(), case_id, kind, reason, rev from report r, generate_series(1, 20) where subject = '${w.hidden}'`,
  ],
  ['a sanction deleted', 'sanction.none', (w) => `delete from sanction where subject = '${w.hidden}'`],
  [
    'a sanction that says nothing is hidden',
    'sanction',
    (w) => `update sanction set hidden = false where subject = '${w.hidden}'`,
  ],
  [
    'a sanction of somebody else',
    'sanction',
    (w) => `update sanction set member = '${w.reader}' where subject = '${w.hidden}'`,
  ],
  [
    'a sanction for another reason',
    'sanction',
    (w) => `update sanction set reason = 'Autre.' where subject = '${w.hidden}'`,
  ],
  ['a sanction without a ban', 'sanction', (w) => `update sanction set banned = false where subject = '${w.hidden}'`],
  [
    'a sanction where everything was kept',
    'sanction',
    (w) =>
      `insert into sanction (member, case_id, kind, subject, round, hidden, reason, rev) select '${w.author}', id, kind, subject, 1, true, 'x', 0 from moderation_case where subject = '${w.project}'`,
  ],
  ['an answer to no appeal', 'sanction', (w) => `update sanction set answer = 'Non.' where subject = '${w.hidden}'`],
  [
    'a copy of a case with its author',
    'queue',
    (w) =>
      `update moderation_queue set member = '${w.rude}' where case_id = ${caseOf(w.hidden)} and member = '${w.reader}'`,
  ],
  [
    'a copy of a case in another state',
    'queue',
    (w) => `update moderation_queue set content = content || '{"state": "open"}' where case_id = ${caseOf(w.hidden)}`,
  ],
  [
    'a comment hidden without a decision',
    'hidden.comment',
    (w) => `update comment set state = 'hidden' where id = '${w.comment}'`,
  ],
  ['a hidden comment shown', 'hidden.comment', (w) => `update comment set state = 'shown' where id = '${w.hidden}'`],
  [
    'a project hidden without a decision',
    'hidden.project',
    (w) => `update project set status = 'hidden', scope = 'member:' || author where id = '${w.project}'`,
  ],
  [
    'a poll hidden without a decision',
    'hidden.poll',
    (w) => `update poll set hidden_at = now(), scope = 'hidden' where id = '${w.sealed}'`,
  ],
  [
    'a ban without a decision',
    'ban',
    (w) => `insert into community_ban (member, community) values ('${w.left}', '${w.community}')`,
  ],
  [
    'a ban of a member',
    'ban',
    (w) => `insert into membership (member, community, rev) values ('${w.rude}', '${w.community}', 0)`,
  ],
  ['a ban lifted by nobody', 'ban.none', (w) => `delete from community_ban where member = '${w.rude}'`],
];

const talk: readonly Corruption[] = [
  [
    'a comment on a project that is none',
    'refers.comment.project',
    (w) => `update comment set project = gen_random_uuid() where id = '${w.comment}'`,
  ],
  [
    'a comment on a proposal',
    'comment',
    (w) => `update project set status = 'proposed', scope = 'member:' || author where id = '${w.project}'`,
  ],
  [
    'an answer to a comment that is none',
    'refers.comment.parent',
    (w) => `update comment set parent = gen_random_uuid() where id = '${w.answer}'`,
  ],
  ['an answer to an answer', 'comment', (w) => `update comment set parent = '${w.answer}' where id = '${w.hidden}'`],
  ['a comment of nobody', 'comment', (w) => `update comment set author = null where id = '${w.comment}'`],
  ['a comment by somebody else', 'comment', (w) => `update comment set author = '${w.left}' where id = '${w.comment}'`],
  [
    'a comment added',
    'comment',
    (w) => fields('comment', { id: 'gen_random_uuid()', author: `'${w.left}'` }, `id = '${w.comment}'`),
  ],
  ['a comment without words', 'comment', (w) => `update comment set text = '' where id = '${w.comment}'`],
  [
    'a comment longer than any',
    'comment',
    (w) => `update comment set text = repeat('a', 2001) where id = '${w.comment}'`,
  ],
  [
    'an edit that nobody made',
    'comment',
    (w) => `update comment set edited_at = created_at + interval '1 hour' where id = '${w.answer}'`,
  ],
  [
    'an edit before the comment',
    'comment',
    (w) => `update comment set edited_at = created_at - interval '1 hour' where id = '${w.comment}'`,
  ],
  [
    'a comment in another scope',
    'scope.comment',
    (w) => `update comment set scope = 'public' where id = '${w.comment}'`,
  ],
  ['more comments than a day allows', 'comment.most', (w) => manyOf('comment', 100, `id = '${w.comment}'`)],
  [
    'a comment of tomorrow',
    'future.comment.created_at',
    (w) => `update comment set created_at = now() + interval '1 day' where id = '${w.comment}'`,
  ],
  [
    'a project followed that nobody may see',
    'follow',
    (w) => `update project set status = 'declined', scope = 'member:' || author where id = '${w.project}'`,
  ],
  [
    'an account followed that nobody has',
    'follow.subject',
    (w) => `insert into follow (member, id, kind, key, name, rev)
      values ('${w.author}', gen_random_uuid(), 'member', 'nobody', 'Awa', 1)`,
  ],
  [
    'more answers to a meeting than were given',
    'meeting',
    (w) => `update meeting set yes = yes + 1 where id = '${w.meeting}'`,
  ],
  [
    'a meeting in another scope',
    'scope.meeting',
    (w) => `update meeting set scope = 'public' where id = '${w.meeting}'`,
  ],
  ['more meetings than a day allows', 'meeting.most', (w) => manyOf('meeting', 20, `id = '${w.meeting}'`)],
  [
    'more notifications than are kept',
    'notification.most',
    (w) => manyOf('notification', 200, `member = '${w.author}' and kind = 'comment'`),
  ],
  [
    'a notification of another kind',
    'notification',
    (w) => `update notification set kind = 'news!' where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'a notification of somebody else',
    'notification',
    (w) => `update notification set member = '${w.left}' where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'a notification of a comment that is none',
    'refers.notification.comment',
    (w) => `update notification set comment = gen_random_uuid() where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'a notification without its comment',
    'notification',
    (w) => `update notification set comment = null where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'a notification read before it came',
    'notification',
    (w) =>
      `update notification set read_at = created_at - interval '1 day' where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'a notification of a result to who did not vote',
    'notification',
    (w) => fields('notification', { member: `'${w.left}'` }, `member = '${w.author}' and kind = 'pollResult'`),
  ],
  [
    'a notification of an announcement that is none',
    'notification',
    (w) => `update notification set id = gen_random_uuid() where kind = 'announcement' and member = '${w.reader}'`,
  ],
  [
    'a notification with words of others',
    'notification',
    (w) => `update notification set text = 'Quand ?' where member = '${w.author}' and kind = 'comment'`,
  ],
  [
    'the decision about one’s own in other words',
    'notification',
    (w) => `update notification set text = 'Autre' where member = '${w.rude}' and kind = 'moderated'`,
  ],
  ['the title of an announcement', 'announcement', () => `update announcement set title = 'Autre'`],
  [
    'an announcement that nobody made',
    'announcement',
    () => fields('announcement', { id: 'gen_random_uuid()' }, 'true'),
  ],
  ['an announcement allowed again at once', 'announcement', () => `update announced set at = at - interval '2 days'`],
];

export const corruptions: readonly Corruption[] = [
  ...secretPolls,
  ...moderation,
  ...talk,
  ...corruptionsOfPublishing,
  ...corruptionsOfTheForum,
  ...corruptionsOfRooms,
  ...corruptionsOfTracks,
  ...corruptionsOfShows,
  ...corruptionsOfPeople,
];
