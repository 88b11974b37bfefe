/** Checks of topics and of clubs. */
import { MOST_CLUBS, MOST_JOINED } from '../../clubs/policy.ts';
import { MOST_TOPICS } from '../../forum/policy.ts';
import type { AuditCheck } from '../audit-check.ts';
import { mostADay, wants } from './wants.ts';

export const forumChecks: readonly AuditCheck[] = [
  wants({
    name: 'topic',
    says: 'a topic is not as it was opened, or a part not as its club is',
    id: 't.id::text',
    found: `concat_ws(' ', 'first', t.first, 'club', t.club, 'of', t.community, t.up_to, t.day)`,
    from: 'topic t left join comment c on c.id = t.first left join club k on k.id = t.club',
    unless: [
      [
        't.first is not null and (c.id is null or c.topic <> t.id or c.parent is not null)',
        'the comment that opened it',
      ],
      ['t.club is not null and t.community is distinct from k.community', 'the community of its club'],
    ],
  }),
  mostADay(
    'topic.most',
    'a member opened more topics than a day allows',
    '(select c.author, t.created_at from topic t join comment c on c.id = t.first where c.author is not null) o',
    'author',
    'created_at',
    MOST_TOPICS,
  ),
  wants({
    name: 'club',
    says: 'a club is not as its organiser and its members left it',
    id: 'k.id::text',
    found: `concat_ws(' ', k.state, 'by', k.author, k.members, 'members', 'about', k.work)`,
    from: `club k left join work w on w.id = k.work
      cross join lateral (select count(*) as n from club_member m where m.club = k.id) c`,
    unless: [
      [
        `k.members <> c.n and not exists (select from domain_event e where e.name = 'member.closed')`,
        'as many as joined',
      ],
      ['c.n > 0 and not exists (select from topic t where t.club = k.id)', 'one part at least'],
      ['w.community is not null and w.community is distinct from k.community', 'a work that its members may see'],
      ['k.edited_at < k.created_at', 'an edit after it was begun'],
    ],
  }),
  mostADay('club.most', 'a member began more clubs than a day allows', 'club', 'author', 'created_at', MOST_CLUBS),
  {
    name: 'club.joined',
    says: 'a member is in more clubs than they may be',
    sql: `select member::text as id, 'at most ${MOST_JOINED}' as expected, count(*)::text as found
      from club_member group by member having count(*) > ${MOST_JOINED} + ${MOST_CLUBS}`,
  },
];
