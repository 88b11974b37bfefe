/** What needs a network: messages older than those that devices keep. */
import * as z from 'zod';
import { messageId, roomId, type MemberId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { MESSAGES_PAGE, type Message, type MessageFile } from '@egoejo/shared/rooms/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';
import { fileColumns, messageColumns } from './queries.ts';

const listed = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, column]) => `${column} as "${name}"`)
    .join(', ');

/** The 50 messages of a room before a number, in their order. @throws AppError room.unknown */
async function messagesBefore({ db, member }: { db: Queryable; member: MemberId }, room: RoomId, before: number) {
  const [seen] = await db.query<{ visible: boolean }>('select room_visible($1, $2) as visible', [member, room]);
  if (!seen?.visible) throw new AppError('room.unknown');
  const rows = await db.query<Message>(
    `select ${listed(messageColumns)} from message t where t.room = $1 and t.no < $2
      order by t.no desc limit ${MESSAGES_PAGE}`,
    [room, before],
  );
  return rows.toReversed();
}
type Told = { messages: Message[]; files: MessageFile[] };
/** Adds the files of the messages to them. */
async function withFiles(db: Queryable, messages: Message[]): Promise<Told> {
  const files = await db.query<MessageFile>(
    `select ${listed(fileColumns)} from message_file t where t.message = any($1::uuid[]) order by t.no`,
    [messages.map((m) => m.id)],
  );
  return { messages, files };
}
const input = z.strictObject({ room: roomId, before: z.int().positive() });

export const roomsRouter = router({
  /** Gives the 50 messages before a number, in the order of the room, with their files (T3). @throws room.unknown */
  earlier: memberProcedure.input(input).query(async ({ ctx, input: { room, before } }): Promise<Told> => {
    const { db } = ctx.deps;
    return withFiles(db, await messagesBefore({ db, member: ctx.identity.member }, room, before));
  }),
  /** Gives the 50 messages around this one, in the same shape as `earlier`. @throws room.unknown, message.unknown */
  around: memberProcedure
    .input(z.strictObject({ room: roomId, message: messageId }))
    .query(async ({ ctx, input: { room, message } }): Promise<Told> => {
      const { db } = ctx.deps;
      const [found] = await db.query<{ no: number }>('select no from message where id = $1 and room = $2', [
        message,
        room,
      ]);
      const before = (found?.no ?? 0) + MESSAGES_PAGE / 2 + 1;
      const messages = await messagesBefore({ db, member: ctx.identity.member }, room, before);
      if (!found) throw new AppError('message.unknown');
      return withFiles(db, messages);
    }),
  /** The same without files, for earlier apps. @throws room.unknown */
  before: memberProcedure.input(input).query(({ ctx, input: { room, before } }): Promise<Message[]> => {
    return messagesBefore({ db: ctx.deps.db, member: ctx.identity.member }, room, before);
  }),
});
