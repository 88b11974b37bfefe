/** Settles whom members block (T5). */
import { MOST_BLOCKED } from '@egoejo/shared/blocks/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { blocking } from './policy.ts';

async function settleBlock({ tx, member, rev, asOf }: SettleContext, args: MutationArgs<'member.block'>) {
  const { member: id, on, name } = args;
  if (!on) {
    await tx.query('delete from blocked_member where member = $1 and id = $2', [member, id]);
    return APPLIED;
  }
  const [there] = await tx.query<{ others: number; known: boolean }>(
    `select (select count(*)::int from blocked_member where member = $1 and id <> $2) as others,
       exists (select from member where id = $2 and status <> 'closed') as known`,
    [member, id],
  );
  const code = refusalOf(blocking, {
    own: id === member,
    nobody: !there!.known,
    // An act that was accepted before a restore was already counted then (S29).
    others: asOf === null ? there!.others : 0,
  });
  if (code === 'block.too_many') return refuse(code, { most: MOST_BLOCKED });
  if (code) return refuse(code);
  await tx.query(
    `insert into blocked_member (member, id, name, since, rev) values ($1, $2, $3, coalesce($4::timestamptz, now()), $5)
      on conflict (member, id) do update set name = excluded.name, rev = excluded.rev`,
    [member, id, name, asOf, rev],
  );
  return APPLIED;
}

export const settlements: ColdSettlements<'member.block'> = {
  'member.block': settlement({ refuses: codesOf(blocking) }, settleBlock),
};
