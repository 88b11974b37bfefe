/** Settles the rules of a room (T5), and judges messages by them. */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { distinctWords, filteredWord, isShorter, keepFromAfter } from '@egoejo/shared/rooms/rules.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import {
  APPLIED,
  instantOrNow,
  refuse,
  settlement,
  type ColdSettlements,
  type SettleContext,
} from '../sync/settle/act.ts';
import { judgePace, type Pace } from './pace.ts';
import { isUnhurried, MOST_ROOM_EDITS, ruling, type RoomStanding } from './policy.ts';
import { roomOf, type RoomHead } from './standing.ts';

/** To keep messages longer is always free: nobody hurries an erasure by using up the changes of the day. */
const isFree = ({ slow, words, keep }: MutationArgs<'room.rules'>, before: RoomHead): boolean =>
  slow === undefined && words === undefined && keep !== undefined && !isShorter(before.keep, keep);

async function settleRules(ctx: SettleContext, args: MutationArgs<'room.rules'>) {
  const { tx, member, asOf, at } = ctx;
  const { room, slow, words, keep } = args;
  const { head, standing } = await roomOf(ctx, room);
  const code = refusalOf(ruling, {
    ...standing,
    aboutWriting: (slow ?? 0) !== 0 || (words ?? []).length > 0,
    shortens: keep !== undefined && isShorter(head?.keep ?? null, keep),
  });
  if (code || !head) return refuse(code ?? 'room.unknown');
  const counts = !isFree(args, head);
  if (asOf === null && counts && head.edits >= MOST_ROOM_EDITS)
    return refuse('room.too_many_edits', { most: MOST_ROOM_EDITS });
  const revs = await ctx.bump([head.scope]);
  // Read again: others may have changed them until the counter of the scope was locked.
  const before = (await roomOf(ctx, room)).head ?? head;
  const keepFrom = before.keepFrom?.toISOString() ?? null;
  await tx.query(
    `update room set slow = $2, words = $3::text[], keep = $4, keep_from = $5, rev = $6,
       edits = case when edits_since > now() - interval '1 day' then edits else 0 end + $7::int,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end
      where id = $1`,
    [
      room,
      slow ?? before.slow,
      words ? distinctWords(words) : before.words,
      keep === undefined ? before.keep : keep,
      keep === undefined ? keepFrom : keepFromAfter({ keep: before.keep, keepFrom }, keep, at),
      revs[head.scope] ?? 0,
      counts ? 1 : 0,
    ],
  );
  if (!standing.own && !standing.direct)
    await audit(tx, { actor: member, ...ctx.from }, 'room.rules', room, { title: head.title });
  return APPLIED;
}

export const ruleSettlements: ColdSettlements<'room.rules'> = {
  'room.rules': settlement({ refuses: [...codesOf(ruling), 'room.too_many_edits'] }, settleRules),
};

/** Refuses a message with a word that its room does not take; null: it has none. */
export function refuseWord(
  { asOf }: Pick<SettleContext, 'asOf'>,
  { words }: Pick<RoomHead, 'words'>,
  texts: readonly string[],
) {
  // What was taken before a restore was already judged then (S29).
  if (asOf !== null) return null;
  const word = filteredWord(texts.join('\n'), words);
  return word === null ? null : refuse('message.word', { word });
}

/** What a message is judged by: when its author joined, and their last message there. */
export interface Paced {
  since: Date | null;
  written: Date | null;
  at: Date | null;
}
/**
 * When a message counts as written, by the pace of its room, or its refusal. The caller stores what it gives, by which
 * the next one is judged (`room_pace`).
 */
export function paceOf(
  { madeAt, at, asOf }: SettleContext,
  { slow }: Pick<RoomHead, 'slow'>,
  standing: RoomStanding,
  paced: Paced,
) {
  const now = Date.parse(at);
  const last: Pace | null =
    paced.written && paced.at ? { written: paced.written.getTime(), at: paced.at.getTime() } : null;
  const claimed = instantOrNow(madeAt).getTime();
  // An act that was accepted before a restore was already judged then (S29).
  const pace = asOf !== null || isUnhurried(standing) ? 0 : slow * 1000;
  const { written, wait } = judgePace({ last, since: paced.since?.getTime() ?? now, claimed, now }, pace);
  return wait > 0 ? refuse('room.slow', { seconds: Math.ceil(wait / 1000) }) : { written: new Date(written) };
}
