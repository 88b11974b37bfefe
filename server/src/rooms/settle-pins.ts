/** Settles pins of messages (T2). */
import { MOST_PINS } from '@egoejo/shared/rooms/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_TURNS, takesTurn } from '../sync/settle/turns.ts';
import { pinning } from './policy.ts';
import { messageOf } from './settle-messages.ts';

async function settlePin(ctx: SettleContext, { message, on }: MutationArgs<'message.pin'>) {
  const { tx, asOf } = ctx;
  const { row, standing } = await messageOf(ctx, message);
  if (!row) return refuse('message.unknown');
  // A message that was deleted or hidden meanwhile lost its pin with that: taking it away changes nothing.
  const code = refusalOf(pinning, { ...standing, there: standing.there || !on });
  if (code) return refuse(code);
  if (row.pinned === on) return APPLIED;
  const scope = roomScope(row.room);
  const revs = await ctx.bump([scope]);
  // Read again: others pin, and its author takes it away, until the counter of the scope is locked.
  const [now] = await tx.query<{ shown: boolean; pinned: boolean; pins: number }>(
    `select state = 'shown' as shown, pinned_at is not null as pinned,
       (select count(*)::int from message x where x.room = m.room and x.pinned_at is not null) as pins
      from message m where id = $1`,
    [message],
  );
  if (on && !now?.shown) return refuse('message.unknown');
  if (now?.pinned === on) return APPLIED;
  if (on && (now?.pins ?? 0) >= MOST_PINS) return refuse('message.too_many_pins', { most: MOST_PINS });
  if (on && !(await takesTurn(ctx, 'pin'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
  const rev = revs[scope] ?? 0;
  await tx.query(
    `update message set pinned_at = case when $2 then coalesce($3::timestamptz, now()) end, rev = $4 where id = $1`,
    [message, on, asOf, rev],
  );
  // A device that has only newer messages gets the message with its file.
  if (on) await tx.query('update message_file set rev = $2 where message = $1', [message, rev]);
  return APPLIED;
}

export const pinSettlements: ColdSettlements<'message.pin'> = {
  'message.pin': settlement(
    { refuses: [...codesOf(pinning), 'message.too_many_pins', 'sync.too_many_turns'] },
    settlePin,
  ),
};
