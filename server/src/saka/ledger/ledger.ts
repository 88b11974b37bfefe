/** Ledger movements started by TypeScript. The rules of saka/ledger/ledger.sql apply: only its trigger changes balances. */
import { newId, type MemberId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../../platform/database/database.ts';

/**
 * Moves the rest of a closed account's wallet to the Silo (R13). Does nothing for an empty wallet, so calling it twice
 * is harmless.
 * @returns the grains moved.
 */
export async function closeWallet(tx: Queryable, member: MemberId): Promise<number> {
  const [counters] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [
    [memberScope(member), 'public'],
  ]);
  await tx.query('insert into silo (id) select $1 where not exists (select from silo)', [newId()]);
  const [moved] = await tx.query<{ amount: number }>(
    `insert into transfer (member, rev, from_account, to_account, amount, reason, actor)
     select member, $2, 'wallet', 'silo', balance, 'account_closed', member from wallet
       where member = $1 and balance > 0 returning amount`,
    [member, counters?.revs[memberScope(member)]],
  );
  return moved?.amount ?? 0;
}

/**
 * Refunds the cost of at most `most` ballots of a cancelled poll, each in the cycle in which it was spent (R11, R7,
 * P1). The same statement sets the cost of a refunded ballot to zero, so each member is refunded once, however often
 * this runs.
 * @returns the members refunded; none when no ballot is left
 */
export async function refundBallots(tx: Queryable, poll: PollId, most: number): Promise<MemberId[]> {
  // Lock the members' counters in lock order first (S12); a later statement reads what is owed, so after the previous
  // holders' commits.
  const owed = await tx.query<{ member: MemberId }>(
    `select c.member from member_counter c where c.member in (select b.member from ballot b
      where b.poll = $1 and b.grains > 0 order by b.member limit $2)
     order by c.member for no key update`,
    [poll, most],
  );
  const refunded = await tx.query<{ member: MemberId }>(
    `with due as materialized (
       select b.member, bump_member(b.member) as rev from ballot b join poll p on p.id = b.poll
       where b.poll = $1 and b.member = any($2::uuid[]) and b.grains > 0 and p.state = 'cancelled'),
     spent as (
       select due.member, due.rev, t.cycle, sum(case when t.reason = 'poll_spend' then t.amount else -t.amount end) as n
         from due join transfer t on t.member = due.member
       where t.poll = $1 and t.reason in ('poll_spend', 'poll_refund') group by due.member, due.rev, t.cycle),
     paid as (
       insert into transfer (member, rev, from_account, to_account, amount, reason, poll, cycle)
       select member, rev, 'planted_poll', 'wallet', n, 'poll_refund', $1, cycle from spent where n > 0)
     update ballot b set grains = 0, rev = due.rev from due where b.poll = $1 and b.member = due.member
       returning b.member`,
    [poll, owed.map((o) => o.member)],
  );
  return refunded.map((r) => r.member);
}
