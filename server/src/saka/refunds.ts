/**
 * Refunds all grains of cancelled polls, after the cancelling and in batches (P1). If it is interrupted and resumed,
 * each member is still refunded once (R7).
 */
import type { MemberId, PollId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { closeWallet, refundBallots } from './ledger/ledger.ts';

const A_TURN = 200;

/**
 * Refunds all ballots of cancelled polls, a batch of members in each transaction. @returns how many members got a
 * refund.
 */
export async function refundCancelledPolls(db: Database, onMoved: (scopes: readonly Scope[]) => void): Promise<number> {
  const polls = await db.query<{ id: PollId }>(
    `select p.id from poll p where p.state = 'cancelled'
      and exists (select from ballot b where b.poll = p.id and b.grains > 0) order by p.id`,
  );
  let total = 0;
  for (const { id } of polls) {
    for (;;) {
      const members = await db.transaction(async (tx) => {
        const refunded = await refundBallots(tx, id, A_TURN);
        // An account that was closed in the meantime cannot spend its refund: the grains go to the Silo like the rest
        // of its wallet.
        const closed = await tx.query<{ id: MemberId }>(
          `select id from member where id = any($1::uuid[]) and status = 'closed' order by id`,
          [refunded],
        );
        for (const { id: member } of closed) await closeWallet(tx, member);
        return refunded;
      });
      if (members.length === 0) break;
      total += members.length;
      onMoved(members.map(memberScope));
    }
  }
  return total;
}
