/** What needs a network: messages older than those that devices keep. */
import * as z from 'zod';
import { roomId } from '@egoejo/shared/platform/ids.ts';
import { MESSAGES_PAGE, type Message } from '@egoejo/shared/rooms/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';
import { messageColumns } from './queries.ts';

const COLUMNS = Object.entries(messageColumns)
  .map(([name, column]) => `${column} as "${name}"`)
  .join(', ');

export const roomsRouter = router({
  /** The last messages before that number, in the order of the room (T3). @throws room.unknown */
  before: memberProcedure
    .input(z.strictObject({ room: roomId, before: z.int().positive() }))
    .query(async ({ ctx, input: { room, before } }): Promise<Message[]> => {
      const { db } = ctx.deps;
      const [seen] = await db.query<{ visible: boolean }>('select room_visible($1, $2) as visible', [
        ctx.identity.member,
        room,
      ]);
      if (!seen?.visible) throw new AppError('room.unknown');
      const rows = await db.query<Message>(
        `select ${COLUMNS} from message t where t.room = $1 and t.no < $2 order by t.no desc limit ${MESSAGES_PAGE}`,
        [room, before],
      );
      return rows.toReversed();
    }),
});
