import { MESSAGES_KEPT } from '@egoejo/shared/rooms/model.ts';
import { shownTo } from '../accounts/model.ts';
import type { EntitySource } from '../sync/settle/act.ts';

const unlessHidden = (column: string, otherwise: string): string =>
  `case when t.state <> 'hidden' then t.${column} else ${otherwise} end`;

const PEOPLE = `(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', ${shownTo('m', 'name', 'true')})
  order by p.n), '[]') from unnest(t.people) with ordinality p(id, n) join member m on m.id = p.id)`;

/** A message as on the wire. */
export const messageColumns = {
  id: 't.id',
  room: 't.room',
  no: 't.no',
  author: unlessHidden('author', 'null'),
  name: unlessHidden('name', 'null'),
  text: unlessHidden('text', `''`),
  replyTo: 't.reply_to',
  mentions: unlessHidden('mentions', `'{}'`),
  reactions: unlessHidden('reactions', `'[]'`),
  state: 't.state',
  writtenAt: 'iso(t.written_at)',
  createdAt: 'iso(t.created_at)',
  editedAt: 'iso(t.edited_at)',
  pinnedAt: 'iso(t.pinned_at)',
} as const;

const SHOWN = `(select m.state <> 'hidden' from message m where m.id = t.message)`;
/** The file of a message as on the wire. Nothing tells what a hidden message brought. */
export const fileColumns = {
  id: 't.id',
  room: 't.room',
  message: 't.message',
  kind: 't.kind',
  state: 't.state',
  code: 't.code',
  name: `case when ${SHOWN} then t.name else '' end`,
  seconds: 't.seconds',
  bars: 't.bars',
  key: `case when ${SHOWN} then t.key end`,
  bytes: 't.bytes',
  picture: `case when t.picture is not null and ${SHOWN} then jsonb_build_object('name', t.picture, 'width', t.width,
    'height', t.height, 'colour', t.colour) end`,
} as const;

const LAST_ONES = `t.no > (select max(x.no) from message x where x.room = t.room) - ${MESSAGES_KEPT}`;

/** Reads rooms, their messages, and in which rooms a member is, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'room',
    table: 'room',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      about: `case when t.about is not null then jsonb_build_object('kind', t.about_kind, 'id', t.about) end`,
      author: 't.author',
      title: 't.title',
      purpose: 't.purpose',
      members: 't.members',
      people: PEOPLE,
      closed: 't.closed',
      slow: 't.slow',
      words: 't.words',
      keep: 't.keep',
      keepFrom: 'iso(t.keep_from)',
      createdAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'roomMember',
    table: 'room_member',
    key: 'room',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.room', since: 'iso(t.since)', readTo: 't.read_to', muted: 't.muted' },
  },
  {
    entity: 'message',
    table: 'message',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    wholePullOnly: `(t.pinned_at is not null or ${LAST_ONES})`,
    columns: messageColumns,
  },
  {
    entity: 'messageFile',
    table: 'message_file',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    wholePullOnly: `(${LAST_ONES}
      or exists (select from message m where m.id = t.message and m.pinned_at is not null))`,
    columns: fileColumns,
  },
];
