/** Ledger movements that TypeScript asks for. The rules of saka/ledger.sql hold: balances move by its trigger alone. */
import { newId, type MemberId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database.ts';

/**
 * R13: what is left in the wallet of a closed account goes to the Silo. Nothing when it is empty, so a second time is harmless.
 * @returns the grains moved.
 */
export async function closeWallet(tx: Queryable, member: MemberId): Promise<number> {
  const [counters] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [[memberScope(member), 'public']]);
  await tx.query('insert into silo (id) select $1 where not exists (select from silo)', [newId()]);
  const [moved] = await tx.query<{ amount: number }>(
    `insert into transfer (member, rev, from_account, to_account, amount, reason, actor)
     select member, $2, 'wallet', 'silo', balance, 'account_closed', member from wallet where member = $1 and balance > 0 returning amount`,
    [member, counters?.revs[memberScope(member)]],
  );
  return moved?.amount ?? 0;
}

/**
 * R7, P1: gives back what at most `most` ballots of a cancelled poll cost, each in the cycle of its spend (R11). A ballot
 * refunded costs nothing any more, in the same statement: whatever runs twice, each member is refunded once.
 * @returns the members refunded; none when nothing is left
 */
export async function refundBallots(tx: Queryable, poll: PollId, most: number): Promise<MemberId[]> {
  // Members' counters in lock order first (S12); what is owed is read in a later statement, so after whoever held them.
  const owed = await tx.query<{ member: MemberId }>(
    `select c.member from member_counter c where c.member in (select b.member from ballot b where b.poll = $1 and b.grains > 0 order by b.member limit $2)
     order by c.member for no key update`,
    [poll, most],
  );
  const refunded = await tx.query<{ member: MemberId }>(
    `with due as materialized (
       select b.member, bump_member(b.member) as rev from ballot b join poll p on p.id = b.poll
       where b.poll = $1 and b.member = any($2::uuid[]) and b.grains > 0 and p.state = 'cancelled'),
     spent as (
       select due.member, due.rev, t.cycle, sum(case when t.reason = 'poll_spend' then t.amount else -t.amount end) as n from due join transfer t on t.member = due.member
       where t.poll = $1 and t.reason in ('poll_spend', 'poll_refund') group by due.member, due.rev, t.cycle),
     paid as (
       insert into transfer (member, rev, from_account, to_account, amount, reason, poll, cycle)
       select member, rev, 'planted_poll', 'wallet', n, 'poll_refund', $1, cycle from spent where n > 0)
     update ballot b set grains = 0, rev = due.rev from due where b.poll = $1 and b.member = due.member returning b.member`,
    [poll, owed.map((o) => o.member)],
  );
  return refunded.map((r) => r.member);
}
