/** Checks of rooms, direct conversations and their messages (T1, T2, T3). */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { MESSAGE_LENGTH, MOST_PEOPLE, MOST_PINS, MOST_REACTIONS, REACTIONS } from '@egoejo/shared/rooms/model.ts';
import { MOST_BEGUN, MOST_MESSAGES } from '../../rooms/policy.ts';
import type { AuditCheck } from '../audit-check.ts';
import { NOW } from '../audit-when.ts';
import { acted, listed, mostWithin, waiting, wants } from './wants.ts';

/** More rooms than these nobody is in, whoever takes them into a conversation (`rooms/jobs.ts`). */
const MOST_IN = 500;
const CLOSING = (member: string): string => waiting(['member.closed'], member);
/** SQL: the elements of a JSON value, none if it is no list. */
const elements = (value: string): string =>
  `jsonb_array_elements(case when jsonb_typeof(${value}) = 'array' then ${value} else '[]' end)`;

/** SQL: the id that `pairId` computes for the people of the room `r`, if they are two. */
const PAIR_ID = `regexp_replace(encode(sha256(convert_to('room:' || least(r.people[1], r.people[2]) || ':' ||
  greatest(r.people[1], r.people[2]), 'UTF8')), 'hex'),
  '^(.{8})(.{4}).(...).(...)(.{12}).*', '\\1-\\2-8\\3-8\\4-\\5')`;
const HAS_PAIR_ID = `substr(r.id::text, 15, 1) = '8'`;

const REACTED = `cross join lateral (select count(*) filter (where r.value ->> 'of' is null
      or r.value ->> 'of' not in (${listed(REACTIONS)}) or jsonb_typeof(r.value -> 'by') is distinct from 'array'
      or r.value -> 'by' = '[]') as wrong, count(*) - count(distinct r.value ->> 'of') as twice
    from ${elements('m.reactions')} r) k
  cross join lateral (select count(*) as n, count(*) - count(distinct (r.value ->> 'of', b.value)) as twice,
      count(*) filter (where jsonb_typeof(b.value) <> 'string' or not exists (select from member x
        where x.id::text = b.value #>> '{}')) as unknown
    from ${elements('m.reactions')} r, ${elements(`r.value -> 'by'`)} b) b`;

export const roomChecks: readonly AuditCheck[] = [
  wants({
    name: 'room',
    says: 'a room is not as those who are in it left it',
    id: 'r.id::text',
    found: `concat_ws(' ', r.members, 'members by', r.author, 'of', r.community, nullif(r.people::text, '{}'))`,
    from: `room r cross join lateral (select count(*) as n from room_member m where m.room = r.id) c
      cross join lateral (select count(*) as n, count(distinct p) as apart, count(x.id) as known
        from unnest(r.people) p left join member x on x.id = p) p`,
    unless: [
      [
        `r.community is not null and r.members <> c.n
          and not exists (select from domain_event e where e.name = 'member.closed')`,
        'as many as are in it',
      ],
      ['r.community is null and r.members <> p.n', 'as many as its people'],
      ['p.apart <> p.n or p.known <> p.n', 'people, each once'],
      [`p.n > ${MOST_PEOPLE}`, `at most ${MOST_PEOPLE} people`],
      [`r.community is null and r.about is not null`, 'a conversation about nothing'],
      [`r.community is null and r.closed`, 'a conversation that stays open'],
      [
        `${HAS_PAIR_ID} and (r.community is not null or p.n > 2 or p.n = 2 and r.id::text <> ${PAIR_ID})`,
        'the id of its two people',
      ],
    ],
  }),
  wants({
    name: 'room.member',
    says: 'somebody is in a room who should not be, or has read more than was written there',
    id: `m.member || ' ' || m.room`,
    found: `concat_ws(' ', 'since', iso(m.since), 'read', m.read_to, 'of', coalesce(n.last, 0))`,
    from: `room_member m join room r on r.id = m.room join member x on x.id = m.member
      left join membership s on s.member = m.member and s.community = r.community
      left join lateral (select greatest((select max(no) from message where room = m.room),
        (select no from room_erased where room = m.room)) as last) n on true`,
    unless: [
      ['r.community is null and m.member <> all(r.people)', 'one of its people'],
      // A job takes out who left, or lost a role that let them in.
      [
        `r.community is not null and s.member is null and not x.roles && '{animator,administrator}'::text[]
          and not ${waiting(['community.left', 'community.removed', 'community.barred'], 'r.community')}
          and not ${CLOSING('m.member')}
          and not exists (select from departure d where d.member = m.member and d.community = r.community
            and d.at > ${NOW} - interval '1 hour')
          and not exists (select from audit_log l where l.subject = m.member::text
            and l.at > ${NOW} - interval '1 hour')`,
        'a member of its community',
      ],
      ['m.read_to > coalesce(n.last, 0)', 'no more than its last message'],
    ],
  }),
  {
    name: 'room.person',
    says: 'somebody belongs to a conversation and cannot see it',
    sql: `select p.id || ' ' || r.id as id, 'in the conversation' as expected, 'not' as found
      from room r cross join unnest(r.people) p(id) join member x on x.id = p.id and x.status <> 'closed'
      where not exists (select from room_member m where m.room = r.id and m.member = p.id)
        and not ${waiting(['room.begun'], 'r.id', `e.payload -> 'members' ? p.id::text`)}
        and (select count(*) from room_member m where m.member = p.id) < ${MOST_IN}`,
  },
  {
    name: 'room.in',
    says: 'a member is in more rooms than they may be',
    sql: `select member::text as id, 'at most ${MOST_IN}' as expected, count(*)::text as found
      from room_member group by member having count(*) > ${MOST_IN}`,
  },
  mostWithin(
    '1 day',
    'room.most',
    'a member began more rooms than a day allows',
    '(select author, created_at from room where author is not null) o',
    'author',
    'created_at',
    MOST_BEGUN,
  ),
  wants({
    name: 'message',
    says: 'a message is not as its author and those who answered it left it',
    id: 'm.id::text',
    found: `concat_ws(' ', m.state, 'no', m.no, 'by', m.author, 'in', m.room, 'to', m.reply_to,
      nullif(m.reactions, '[]'))`,
    from: `message m left join message q on q.id = m.reply_to left join member x on x.id = m.author
      left join message_file f on f.message = m.id ${REACTED}`,
    unless: [
      ['q.room <> m.room', 'an answer in the same room'],
      ['q.no >= m.no', 'an answer after what it answers'],
      [`m.state <> 'deleted' and m.author is null`, 'an author'],
      [`m.state <> 'deleted' and m.text = '' and f.id is null`, 'words, or a file'],
      [`length(m.text) > ${MESSAGE_LENGTH}`, `at most ${MESSAGE_LENGTH} characters`],
      [`m.state = 'deleted' and (m.mentions <> '{}' or m.reactions <> '[]')`, 'nothing of a deleted message'],
      ['m.edited_at < m.created_at', 'an edit after it was written'],
      [`m.pinned_at is not null and m.state <> 'shown'`, 'a pin only of what is shown'],
      [`jsonb_typeof(m.reactions) <> 'array' or k.wrong > 0 or k.twice > 0`, 'each reaction with who gave it'],
      ['b.twice > 0 or b.unknown > 0', 'each reaction once a member'],
      [`b.n > ${MOST_REACTIONS}`, `at most ${MOST_REACTIONS} reactions`],
      [`x.status = 'active' and not x.demo and not ${acted('message.send', 'm.author', 'm.created_at')}`, 'an act'],
    ],
  }),
  {
    name: 'message.numbers',
    says: 'the messages of a room are not numbered without a gap, from 1 or from what it erased',
    sql: `select m.room::text as id, coalesce(e.no, 0) + 1 || ' to ' || coalesce(e.no, 0) + count(*) as expected,
        min(m.no) || ' to ' || max(m.no) as found
      from message m left join room_erased e using (room) where m.no > coalesce(e.no, 0) group by m.room, e.no
      having min(m.no) <> coalesce(e.no, 0) + 1 or max(m.no) <> coalesce(e.no, 0) + count(*)
        or count(distinct m.no) <> count(*)`,
  },
  {
    name: 'message.pins',
    says: 'a room has more pinned messages than it may have',
    sql: `select room::text as id, 'at most ${MOST_PINS}' as expected, count(*)::text as found
      from message where pinned_at is not null group by room having count(*) > ${MOST_PINS}`,
  },
  wants({
    name: 'message.file',
    says: 'the file of a message is not as its message and its upload left it',
    id: `f.id || ' of ' || f.message`,
    found: `concat_ws(' ', f.kind, f.state, 'by', f.author, 'of', m.author, m.state, f.key, f.picture, u.state)`,
    from: `message_file f join message m on m.id = f.message
      left join upload u on u.subject = f.id and u.purpose = 'messageFile' and u.state <> 'dropped'`,
    unless: [
      ['f.room <> m.room or f.no <> m.no', 'the room and number of its message'],
      ['f.author is distinct from m.author', 'the author of its message'],
      [`m.state = 'deleted'`, 'no file of a deleted message'],
      [`f.key is not null and f.key !~ ('^talk/' || f.id || '\\.(webm|m4a|ogg|bin)$')`, 'a file of its own'],
      [
        `f.bytes > ${UPLOAD.message} or f.kind = 'voice' and f.bytes > ${UPLOAD.voice}`,
        'no more bytes than it may have',
      ],
      ['u.member <> f.author', 'an upload by its author'],
      [`u.state = 'open' and f.state <> 'awaited'`, 'a file that waits'],
      [`u.state = 'done' and f.state <> 'stored'`, 'a stored file'],
      [`u.state = 'refused' and f.state <> 'refused'`, 'a refused file'],
    ],
  }),
  mostWithin(
    '10 minutes',
    'message.most',
    'a member wrote more messages than ten minutes allow',
    '(select author, created_at from message where author is not null) o',
    'author',
    'created_at',
    MOST_MESSAGES,
  ),
];
