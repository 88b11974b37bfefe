/** Erases the messages that a room does not keep any more (T5). */
import type { MemberId, MessageId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, roomScope } from '@egoejo/shared/sync/protocol.ts';
import { undecidedSql } from '../moderation/model.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { isRecovering } from '../sync/recovery/recovery.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { forgetFiles } from './files.ts';

/** How many messages one transaction erases. */
const CHUNK = 200;

interface Old {
  id: MessageId;
  no: number;
}
/**
 * The lowest messages of a room, those of them that are old enough. Numbers follow the time, so that nothing is old
 * where none of these is. What moderators have to decide about waits for them.
 */
const oldOf = (tx: Queryable, room: RoomId, chunk: number): Promise<Old[]> =>
  tx.query<Old>(
    `select m.id, m.no from room r cross join lateral (select id, no, created_at from message x
         where x.room = r.id and not ${undecidedSql('message', 'x.id')} order by no limit $2) m
       where r.id = $1 and r.keep_from <= now() and m.created_at < now() - make_interval(days => r.keep)
       order by m.no`,
    [room, chunk],
  );

/** The members who have notifications of these messages. */
const toldOf = async (tx: Queryable, ids: readonly MessageId[]): Promise<MemberId[]> =>
  (
    await tx.query<{ member: MemberId }>('select distinct member from notification where message = any($1::uuid[])', [
      ids,
    ])
  ).map((n) => n.member);

/** Erases the oldest messages of one room. Gives how many; if there may be more, ask again. */
async function eraseSome(tx: Queryable, room: RoomId, chunk: number): Promise<number> {
  const found = new Set((await oldOf(tx, room, chunk)).map((m) => m.id));
  if (found.size === 0) return 0;
  const scopes = [roomScope(room), ...(await toldOf(tx, [...found])).map(memberScope)];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  // What is being reported at this moment has a lock, and waits for the next round.
  const free = await tx.query<Pick<Old, 'id'>>(
    'select id from message where id = any($1::uuid[]) for update skip locked',
    [[...found]],
  );
  const mine = new Set(free.map((m) => m.id));
  // Read again: one may have been reported, or the rule changed, until the counters were locked.
  const old = (await oldOf(tx, room, chunk)).filter((m) => mine.has(m.id));
  const ids = old.map((m) => m.id);
  if (old.length === 0) return 0;
  // Somebody was told meanwhile, whose counter is not locked: the next run erases them.
  if ((await toldOf(tx, ids)).some((member) => !scopes.includes(memberScope(member)))) return 0;
  await tx.query('delete from notification where message = any($1::uuid[])', [ids]);
  await forgetFiles(tx, 'message', ids);
  await tx.query('update message set reply_to = null where reply_to = any($1::uuid[]) and id <> all($1::uuid[])', [
    ids,
  ]);
  await tx.query('delete from message where id = any($1::uuid[])', [ids]);
  await tx.query(
    `insert into room_erased as e (room, no) values ($1, $2)
      on conflict (room) do update set no = greatest(e.no, excluded.no)`,
    [room, old.at(-1)!.no],
  );
  await notifyMoved(tx, scopes);
  return old.length;
}

/**
 * Erases what is older than its room keeps it. A room that fails keeps no other one back, and is tried again. While
 * members' acts are taken over after a restore nothing is erased: a longer time may have been decided.
 */
export async function eraseOldMessages(db: Database, chunk = CHUNK): Promise<void> {
  if (await isRecovering(db)) return;
  const failures: unknown[] = [];
  const rooms = await db.query<{ id: RoomId }>(
    'select id from room where keep is not null and keep_from <= now() order by id',
  );
  for (const { id } of rooms)
    try {
      while ((await db.transaction((tx) => eraseSome(tx, id, chunk))) > 0) {
        /* repeat until nothing old is left */
      }
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, 'rooms whose old messages could not be erased');
}
