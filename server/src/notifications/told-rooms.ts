/** What messages of rooms tell, and whom (T6). A plain message in a room of a community tells nobody, for one query. */
import { blocksSql } from '../blocks/model.ts';
import type { DomainEvent } from '../platform/database/events.ts';
import type { Queryable } from '../platform/database/database.ts';
import { stableId } from '../platform/stable-id.ts';
import { NOTHING, only, type Telling } from './telling.ts';

/**
 * SQL: whether the member `s` of the room, who is to be told of its message `m`, can see it, has not seen it, muted
 * neither the room nor its author, and is not the author.
 */
const TOLD = `s.member <> m.author and s.read_to < m.no and not s.muted and not ${blocksSql('s.member', 'm.author')}
  and room_visible(s.member, s.room)`;

/**
 * Who is mentioned in a message in a room of a community, and whose message it answers. It reads their rows alone,
 * however many are in the room.
 */
export async function sent(tx: Queryable, { subject }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ room: string; community: string | null; title: string }>(
    `select m.room, r.community, r.title from message m join room r on r.id = m.room
      where m.id = $1 and m.state = 'shown' and (m.mentions <> '{}' or m.reply_to is not null)`,
    [subject],
  );
  if (!row) return null;
  const { room, community, title } = row;
  const audience = `select x.member, x.kind, x.rank from message m, lateral (
        select q.author as member, 'roomAnswer' as kind, 1 as rank from message q where q.id = m.reply_to
        union all select unnest(m.mentions), 'roomMention', 2) x
      join room_member s on s.member = x.member and s.room = $2
    where m.id = $1 and m.state = 'shown' and ${TOLD}`;
  return { ...NOTHING, community, title, subject: room, message: subject, id: null, audience, params: [subject, room] };
}

/**
 * The others in a direct conversation, once for all that they have not read there: the notification names the first
 * message of these, and tells again once it is read. It has no title, which could be a name.
 */
export async function directed(tx: Queryable, { subject, at }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ room: string }>(`select room from message where id = $1 and state = 'shown'`, [
    subject,
  ]);
  if (!row) return null;
  const { room } = row;
  const id = stableId('roomDirect', room);
  const audience = `select s.member, ${only('roomDirect')} from message m join room_member s on s.room = m.room
    where m.id = $1 and m.state = 'shown' and ${TOLD}
      and not exists (select from notification u join message f on f.id = u.message and f.state = 'shown'
        where u.member = s.member and u.id = $2 and u.read_at is null)`;
  return { ...NOTHING, subject: room, message: subject, id, at, audience, params: [subject, id] };
}
