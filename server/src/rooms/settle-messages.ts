/** Settles messages (T2). */
import { MOST_REACTIONS, withReaction, type Message } from '@egoejo/shared/rooms/model.ts';
import type { MemberId, MessageId, RoomId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { emit } from '../platform/database/events.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import {
  APPLIED,
  instantOrNow,
  refuse,
  settlement,
  type ColdSettlements,
  type SettleContext,
} from '../sync/settle/act.ts';
import { takesTurn } from '../sync/settle/turns.ts';
import {
  MOST_A_DAY,
  MOST_MESSAGE_EDITS,
  MOST_MESSAGES,
  MOST_REACTIONS_A_DAY,
  deleting,
  reacting,
  rewriting,
  writing,
} from './policy.ts';
import { addFile, forgetFiles } from './files.ts';
import { paceOf, refuseWord, type Paced } from './settle-rules.ts';
import { roomOf } from './standing.ts';

async function settleSend(ctx: SettleContext, args: MutationArgs<'message.send'>) {
  const { tx, member, asOf } = ctx;
  const { id, room, text, replyTo, mentions, file } = args;
  const { head, standing } = await roomOf(ctx, room);
  const code = refusalOf(writing, standing);
  if (code || !head) return refuse(code ?? 'room.unknown');
  const [found] = await tx.query<
    Paced & { known: boolean; twice: boolean; beside: boolean; erased: boolean; lately: number }
  >(
    `select exists (select from message where id = $1) as known,
       exists (select from message_file where id = $5) as twice,
       $2::uuid is null or exists (select from message where id = $2 and room = $3) as beside,
       exists (select from room_erased where room = $3) and not exists (select from message where id = $2) as erased,
       (select count(*)::int from (select from message where author = $4 and created_at > now() - interval '10 minutes'
         limit ${MOST_MESSAGES}) m) as lately,
       m.since, p.written, p.at
      from (select) x left join room_member m on m.member = $4 and m.room = $3
        left join room_pace p on p.member = $4 and p.room = $3`,
    [id, replyTo, room, member, file?.id ?? null],
  );
  if (found!.known) return refuse('message.exists');
  if (found!.twice) return refuse('message.file_exists');
  // An answer to a message that the room has erased stands alone, as those of before do.
  if (!found!.beside && !found!.erased) return refuse('message.unknown');
  const forbidden = refuseWord(ctx, head, [text, file?.kind === 'file' ? file.name : '']);
  if (forbidden) return forbidden;
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.lately >= MOST_MESSAGES) return refuse('message.too_many', { most: MOST_MESSAGES });
  const pace = paceOf(ctx, head, standing, found!);
  if ('rejected' in pace) return pace;
  if (!(await takesTurn(ctx, 'message', MOST_A_DAY))) return refuse('message.too_many', { most: MOST_A_DAY });
  const scope = roomScope(room);
  const revs = await ctx.bump([scope]);
  // The counter of the scope is locked now, so nobody else takes the same number.
  await tx.query(
    `with paced as (insert into room_pace as p (member, room, written, at) values ($4, $3, $11, $12)
        on conflict (member, room) do update set written = greatest(p.written, excluded.written),
          at = greatest(p.at, excluded.at))
      insert into message (id, scope, room, no, author, name, text, reply_to, mentions, written_at, created_at, rev)
      select $1, $2, $3, greatest((select max(no) from message where room = $3),
          (select no from room_erased where room = $3), 0) + 1, m.id, nullif(m.name, ''), $5,
          (select a.id from message a where a.id = $6),
          array(select p from unnest($7::uuid[]) p where p in (select member from room_member where room = $3)),
          least($8::timestamptz, c.at), c.at, $10
        from member m, (select coalesce($9::timestamptz, now()) as at) c where m.id = $4`,
    [
      id,
      scope,
      room,
      member,
      text,
      replyTo,
      mentions,
      instantOrNow(ctx.madeAt).toISOString(),
      asOf,
      revs[scope] ?? 0,
      pace.written.toISOString(),
      ctx.at,
    ],
  );
  if (file) await addFile(tx, member, { message: id, file, rev: revs[scope] ?? 0 });
  await emit(tx, standing.direct ? 'message.directed' : 'message.sent', id, {});
  return APPLIED;
}

interface Written {
  room: RoomId;
  author: MemberId | null;
  state: Message['state'];
  pinned: boolean;
}
/** A message, where the member stands towards it, and its room. */
export async function messageOf(ctx: SettleContext, message: MessageId) {
  const [row] = await ctx.tx.query<Written>(
    'select room, author, state, pinned_at is not null as pinned from message where id = $1',
    [message],
  );
  const { head, standing } = await roomOf(ctx, row?.room ?? null);
  const wrote = row?.author === ctx.member;
  // An unknown message is refused as such, whatever else is wrong with its room.
  return { row, head, standing: { ...standing, there: row?.state === 'shown', wrote } };
}

async function settleEdit(ctx: SettleContext, { message, text }: MutationArgs<'message.edit'>) {
  const { row, head, standing } = await messageOf(ctx, message);
  if (!row || !head) return refuse('message.unknown');
  const code = refusalOf(rewriting, standing);
  if (code) return refuse(code);
  const forbidden = refuseWord(ctx, head, [text]);
  if (forbidden) return forbidden;
  const [counted] = await ctx.tx.query<{ n: number }>(
    `select coalesce(sum(edits), 0)::int as n from message
      where author = $1 and edits > 0 and edits_since > now() - interval '1 day'`,
    [ctx.member],
  );
  // An act that was accepted before a restore was already counted then (S29).
  if (ctx.asOf === null && counted!.n >= MOST_MESSAGE_EDITS)
    return refuse('message.too_many_edits', { most: MOST_MESSAGE_EDITS });
  const scope = roomScope(row.room);
  const revs = await ctx.bump([scope]);
  await ctx.tx.query(
    `update message set text = $2, edited_at = now(), rev = $3,
       edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end
      where id = $1 and state = 'shown'`,
    [message, text, revs[scope] ?? 0],
  );
  if (!standing.direct) await emit(ctx.tx, 'message.edited', message, {});
  return APPLIED;
}

async function settleDelete(ctx: SettleContext, { message }: MutationArgs<'message.delete'>) {
  const { row, standing } = await messageOf(ctx, message);
  // What moderators hid can be taken away too.
  const code = refusalOf(deleting, { ...standing, there: row !== undefined && row.state !== 'deleted' });
  if (code || !row) return refuse(code ?? 'message.unknown');
  const scope = roomScope(row.room);
  const revs = await ctx.bump([scope]);
  await ctx.tx.query(
    `update message set state = 'deleted', author = null, name = null, text = '', mentions = '{}', reactions = '[]',
       pinned_at = null, rev = $2 where id = $1`,
    [message, revs[scope] ?? 0],
  );
  await forgetFiles(ctx.tx, 'message', [message]);
  return APPLIED;
}

async function settleReact(ctx: SettleContext, { message, of, on }: MutationArgs<'message.react'>) {
  const { row, standing } = await messageOf(ctx, message);
  if (!row) return refuse('message.unknown');
  const code = refusalOf(reacting, standing);
  if (code) return refuse(code);
  const scope = roomScope(row.room);
  const revs = await ctx.bump([scope]);
  // Read again: others react, and its author takes it away, until the counter of the scope is locked.
  const [now] = await ctx.tx.query<{ reactions: Message['reactions'] }>(
    `select reactions from message where id = $1 and state = 'shown'`,
    [message],
  );
  if (!now) return refuse('message.unknown');
  const after = withReaction(now.reactions, of, ctx.member, on);
  if (on && after.reduce((n, r) => n + r.by.length, 0) > MOST_REACTIONS)
    return refuse('message.too_many_reactions', { most: MOST_REACTIONS });
  if (on && !(await takesTurn(ctx, 'reaction', MOST_REACTIONS_A_DAY)))
    return refuse('sync.too_many_turns', { most: MOST_REACTIONS_A_DAY });
  await ctx.tx.query('update message set reactions = $2::jsonb, rev = $3 where id = $1', [
    message,
    JSON.stringify(after),
    revs[scope] ?? 0,
  ]);
  return APPLIED;
}

export const messageSettlements: ColdSettlements<'message.send' | 'message.edit' | 'message.delete' | 'message.react'> =
  {
    'message.send': settlement(
      {
        refuses: [
          ...codesOf(writing),
          'message.exists',
          'message.file_exists',
          'message.unknown',
          'message.too_many',
          'message.word',
          'room.slow',
        ],
      },
      settleSend,
    ),
    'message.edit': settlement(
      { refuses: [...codesOf(rewriting), 'message.too_many_edits', 'message.word'] },
      settleEdit,
    ),
    'message.delete': settlement({ refuses: codesOf(deleting) }, settleDelete),
    'message.react': settlement(
      { refuses: [...codesOf(reacting), 'message.too_many_reactions', 'sync.too_many_turns'] },
      settleReact,
    ),
  };
