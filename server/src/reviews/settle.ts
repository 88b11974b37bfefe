import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { REVIEWED_FROM } from '@egoejo/shared/reviews/model.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { reviewing } from './policy.ts';

async function settleWrite(
  { tx, member, rev, asOf, at }: SettleContext,
  { work, stars, text, signed }: MutationArgs<'review.write'>,
) {
  const [found] = await tx.query<{ community: CommunityId | null; furthest: number }>(
    `select w.community,
       (select coalesce(max(d.furthest), 0) from book_day d where d.member = $2 and d.book = w.id)::int as furthest
     from work w where w.id = $1`,
    [work, member],
  );
  const code = refusalOf(reviewing, {
    ...(await standingOf(tx, member, found?.community ?? null)),
    exists: found !== undefined,
    read: (found?.furthest ?? 0) >= REVIEWED_FROM,
  });
  if (code) return refuse(code);
  const [written] = await tx.query<{ id: string }>(
    `insert into review as r (member, work, stars, text, signed, rev) values ($1, $2, $3, $4, $5, $6)
      on conflict (member, work) do update set stars = excluded.stars, text = excluded.text,
        signed = excluded.signed, changed_at = now(), rev = excluded.rev
      returning r.id`,
    [member, work, stars, text, signed, rev],
  );
  // Taking the review back later does not take the event away (B14).
  await tx.query(
    `select reading_event_tell($1, $2, 'review', $3::text, ($4::timestamptz at time zone 'UTC')::date, $4)`,
    [member, rev, work, asOf ?? at],
  );
  await emit(tx, 'review.written', written!.id, { work });
  return APPLIED;
}

/** One's own words can always be taken away, also by who was banned. */
async function settleRemove({ tx, member }: SettleContext, { work }: MutationArgs<'review.remove'>) {
  await tx.query('delete from review where member = $1 and work = $2', [member, work]);
  return APPLIED;
}

export const settlements: ColdSettlements<'review.write' | 'review.remove'> = {
  'review.write': settlement({ refuses: codesOf(reviewing) }, settleWrite),
  'review.remove': settlement({ refuses: [] }, settleRemove),
};
