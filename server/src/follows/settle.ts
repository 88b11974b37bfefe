import { followId, MOST_FOLLOWS } from '@egoejo/shared/follows/model.ts';
import { isCategory } from '@egoejo/shared/follows/of-work.ts';
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { following } from './policy.ts';

async function settleSet({ tx, member, rev, asOf }: SettleContext, { of, on }: MutationArgs<'follow.set'>) {
  const id = followId(of);
  if (!on) {
    await tx.query('delete from follow where member = $1 and id = $2', [member, id]);
    return APPLIED;
  }
  const followed = of.kind === 'member' && isId(of.key) ? of.key : null;
  const [there] = await tx.query<{ others: number; known: boolean }>(
    `select (select count(*)::int from follow where member = $1 and id <> $2) as others,
       exists (select from member where id = $3::uuid and status <> 'closed') as known`,
    [member, id, followed],
  );
  const code = refusalOf(following, {
    ...(await standingOf(tx, member, null)),
    own: followed === member,
    nobody: of.kind === 'member' && !there?.known,
    noCategory: of.kind === 'category' && !isCategory(of.key),
    // An act that was accepted before a restore was already counted then (S29).
    others: asOf === null ? (there?.others ?? 0) : 0,
  });
  if (code === 'follow.too_many') return refuse(code, { most: MOST_FOLLOWS });
  if (code) return refuse(code);
  await tx.query(
    `insert into follow (member, id, kind, key, name, since, rev)
      values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()), $7)
      on conflict (member, id) do update set key = excluded.key, name = excluded.name, rev = excluded.rev`,
    [member, id, of.kind, of.key, of.name, asOf, rev],
  );
  return APPLIED;
}

export const settlements: ColdSettlements<'follow.set'> = {
  'follow.set': settlement({ refuses: codesOf(following) }, settleSet),
};
