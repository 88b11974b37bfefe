/** Corruptions of rooms, direct conversations and their messages. */
import { manyOf, type Corruption } from './audit-corruption.ts';

/** A change that a constraint of the table would refuse. */
const despite = (table: string, column: string, sql: string): string =>
  `do $$ declare c text; begin
    for c in select conname from pg_constraint where conrelid = '${table}'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like '%${column}%' loop
      execute format('alter table ${table} drop constraint %I', c);
    end loop;
    ${sql};
  end $$`;
const react = (value: string) => (w: { message: string }) =>
  `update message set reactions = '${value}' where id = '${w.message}'`;
/** SQL: new members, whose ids the statement after it reads from `x`. */
const crowd = (n: number): string =>
  `with x as (insert into member (id, name, email, rev) select id, '', id || '@example.org', 0
      from (select gen_random_uuid() as id from generate_series(1, ${n})) g returning id)`;

const rooms: readonly Corruption[] = [
  ['more members of a room than are in it', 'room', (w) => `update room set members = 9 where id = '${w.room}'`],
  ['more people of a conversation than it has', 'room', (w) => `update room set members = 9 where id = '${w.direct}'`],
  [
    'a conversation with somebody twice',
    'room',
    (w) => `update room set people = people || people[1], members = 3 where id = '${w.direct}'`,
  ],
  [
    'a conversation with nobody who is here',
    'room',
    (w) => `update room set people[1] = gen_random_uuid() where id = '${w.direct}'`,
  ],
  ['a conversation of two others', 'room', (w) => `update room set people[1] = '${w.left}' where id = '${w.direct}'`],
  [
    'a conversation of more people than may be',
    'room',
    (w) => `${crowd(21)} update room set people = array(select id from x), members = 21 where id = '${w.direct}'`,
  ],
  [
    'a conversation about something',
    'room',
    (w) => `update room set about_kind = 'poll', about = '${w.sealed}' where id = '${w.direct}'`,
  ],
  ['a conversation that is closed', 'room', (w) => `update room set closed = true where id = '${w.direct}'`],
  [
    'a room in another scope',
    'scope.room',
    (w) => despite('room', 'scope', `update room set scope = 'public' where id = '${w.room}'`),
  ],
  [
    'a room of an author who is none',
    'refers.room.author',
    (w) => `update room set author = gen_random_uuid() where id = '${w.room}'`,
  ],
  [
    'a stranger in a conversation',
    'room.member',
    (w) => `insert into room_member (member, room, rev) values ('${w.animator}', '${w.direct}', 0)`,
  ],
  [
    'a stranger in a room of a community',
    'room.member',
    (w) => `with d as (update departure set at = at - interval '1 day' where member = '${w.left}')
      insert into room_member (member, room, rev) values ('${w.left}', '${w.room}', 0)`,
  ],
  [
    'messages read that nobody wrote',
    'room.member',
    (w) => `update room_member set read_to = 4 where room = '${w.room}' and member = '${w.reader}'`,
  ],
  [
    'messages read in a room without any',
    'room.member',
    (w) => `with m as (delete from message where room = '${w.direct}')
      update room_member set read_to = 1 where room = '${w.direct}'`,
  ],
  [
    'somebody of a conversation who cannot see it',
    'room.person',
    (w) => `delete from room_member where room = '${w.direct}' and member = '${w.author}'`,
  ],
  ['more rooms than a day allows', 'room.most', (w) => manyOf('room', 20, `id = '${w.room}'`)],
  [
    'a member of more rooms than is allowed',
    'room.in',
    (w) => `with r as (insert into room (id, scope, community, title, rev)
        select gen_random_uuid(), scope, community, title, 0 from room, generate_series(1, 500)
          where id = '${w.room}' returning id)
      insert into room_member (member, room, rev) select '${w.reader}', id, 0 from r`,
  ],
];

const messages: readonly Corruption[] = [
  [
    'a message that answers one of another room',
    'message',
    (w) => `update message set reply_to = '${w.message}' where room = '${w.direct}'`,
  ],
  ['a message that answers itself', 'message', (w) => `update message set reply_to = id where id = '${w.message}'`],
  [
    'a message that answers none',
    'refers.message.reply_to',
    (w) => `update message set reply_to = gen_random_uuid() where id = '${w.answered}'`,
  ],
  [
    'a file of somebody else',
    'message.file',
    (w) => `update message_file set author = '${w.author}' where id = '${w.voice}'`,
  ],
  ['a file of another place', 'message.file', (w) => `update message_file set no = 9 where id = '${w.voice}'`],
  [
    'a stored file under the name of another',
    'message.file',
    (w) => `update message_file set state = 'stored', key = 'talk/x.webm', bytes = 9 where id = '${w.voice}'`,
  ],
  [
    'a voice note of too many bytes',
    'message.file',
    (w) => `update message_file set state = 'stored', key = 'talk/' || id || '.webm', bytes = 7000000
      where id = '${w.voice}'`,
  ],
  ['a message of nobody', 'message', (w) => `update message set author = null where id = '${w.message}'`],
  ['a message without words', 'message', (w) => `update message set text = '' where id = '${w.message}'`],
  ['a message by somebody else', 'message', (w) => `update message set author = '${w.left}' where id = '${w.message}'`],
  [
    'a message longer than any',
    'message',
    (w) => despite('message', 'text', `update message set text = repeat('a', 4001) where id = '${w.message}'`),
  ],
  [
    'a deleted message that mentions somebody',
    'message',
    (w) => `update message set mentions = array['${w.author}'::uuid] where id = '${w.unsaid}'`,
  ],
  [
    'a reaction to a deleted message',
    'message',
    (w) => `update message set reactions = (select reactions from message where id = '${w.message}')
      where id = '${w.unsaid}'`,
  ],
  [
    'an edit before the message',
    'message',
    (w) => `update message set edited_at = created_at - interval '1 hour' where id = '${w.answered}'`,
  ],
  ['a reaction that is none', 'message', (w) => react(`[{"of": "🦄", "by": ["${w.reader}"]}]`)(w)],
  ['a reaction of nobody', 'message', react('[{"of": "👍", "by": []}]')],
  ['reactions that are no list', 'message', react('{}')],
  ['who reacted, as no list', 'message', react('[{"of": "👍", "by": "me"}]')],
  ['a reaction of who is not here', 'message', react('[{"of": "👍", "by": ["00000000-0000-0000-0000-000000000000"]}]')],
  ['a reaction of something else', 'message', react('[{"of": "👍", "by": [7]}]')],
  ['a reaction twice', 'message', (w) => react(`[{"of": "👍", "by": ["${w.reader}", "${w.reader}"]}]`)(w)],
  [
    'a reaction in two places',
    'message',
    (w) => react(`[{"of": "👍", "by": ["${w.reader}"]}, {"of": "👍", "by": ["${w.author}"]}]`)(w),
  ],
  [
    'more reactions than a message takes',
    'message',
    (w) => `${crowd(101)} update message set reactions = jsonb_build_array(
      jsonb_build_object('of', '👍', 'by', (select jsonb_agg(id) from x))) where id = '${w.message}'`,
  ],
  [
    'a message in another scope',
    'scope.message',
    (w) => despite('message', 'scope', `update message set scope = 'public' where id = '${w.message}'`),
  ],
  [
    'a pin on what was taken away',
    'message',
    (w) => despite('message', 'pinned_at', `update message set pinned_at = now() where id = '${w.unsaid}'`),
  ],
  [
    'more pins than a room may have',
    'message.pins',
    (w) => `insert into message (id, scope, room, no, author, text, written_at, pinned_at, rev)
      select gen_random_uuid(), scope, room, no + n, author, text, written_at, now(), 0
        from message, generate_series(10, 30) n where id = '${w.message}'`,
  ],
  ['a number left out', 'message.numbers', (w) => `update message set no = 7 where id = '${w.unsaid}'`],
  ['a message taken out', 'message.numbers', (w) => `delete from message where id = '${w.message}'`],
  [
    'a message hidden without a decision',
    'hidden.message',
    (w) => `update message set state = 'hidden' where id = '${w.message}'`,
  ],
  [
    'more messages than ten minutes allow',
    'message.most',
    (w) => `insert into message (id, scope, room, no, author, text, written_at, rev)
      select gen_random_uuid(), scope, room, no + n, author, text, written_at, 0
        from message, generate_series(10, 209) n where id = '${w.message}'`,
  ],
];

/** What was told of the answer in the room, and of the message in the conversation. */
const ANSWERED = `kind = 'roomAnswer'`;
const DIRECTED = `kind = 'roomDirect'`;
const told: readonly Corruption[] = [
  ['told of a message without it', 'notification', () => `update notification set message = null where ${ANSWERED}`],
  [
    'told of a message of another room',
    'notification',
    (w) => `update notification set subject = '${w.direct}' where ${ANSWERED}`,
  ],
  [
    'told of a message that is none',
    'refers.notification.message',
    () => `update notification set message = gen_random_uuid() where ${ANSWERED}`,
  ],
  [
    'told of one’s own message',
    'notification',
    (w) => `update notification set member = '${w.reader}' where ${ANSWERED}`,
  ],
  [
    'told of an answer to somebody else',
    'notification',
    (w) => `update notification set member = '${w.animator}' where ${ANSWERED}`,
  ],
  [
    'told of a direct message in a room of a community',
    'notification',
    () => `update notification set kind = 'roomDirect', title = '' where ${ANSWERED}`,
  ],
  [
    'told of a direct message with a name',
    'notification',
    () => `update notification set title = 'Awa' where ${DIRECTED}`,
  ],
  [
    'told of a message with its words',
    'notification',
    () => `update notification set text = 'À samedi.' where ${DIRECTED}`,
  ],
  [
    'an account blocked that is none',
    'block',
    (w) => `update blocked_member set id = gen_random_uuid() where member = '${w.reader}'`,
  ],
  [
    'a name blocked that is too long',
    'block',
    (w) => `update blocked_member set name = repeat('a', 121) where member = '${w.reader}'`,
  ],
  [
    'more members blocked than is allowed',
    'block',
    (w) => `${crowd(500)} insert into blocked_member (member, id, name, rev) select '${w.reader}', id, '', 0 from x`,
  ],
];

export const corruptionsOfRooms: readonly Corruption[] = [...rooms, ...messages, ...told];
