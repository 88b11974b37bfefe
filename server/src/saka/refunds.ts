/** R7: a cancelled poll gives all its grains back, afterwards and in turns (P1): killed and resumed, each member gets theirs once. */
import type { MemberId, PollId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database.ts';
import { closeWallet, refundBallots } from './ledger.ts';

const A_TURN = 200;

/** Refunds all ballots of cancelled polls, some members a transaction. @returns how many members got grains back. */
export async function refundCancelledPolls(db: Database, onMoved: (scopes: readonly Scope[]) => void): Promise<number> {
  const polls = await db.query<{ id: PollId }>(
    `select p.id from poll p where p.state = 'cancelled' and exists (select from ballot b where b.poll = p.id and b.grains > 0) order by p.id`,
  );
  let total = 0;
  for (const { id } of polls) {
    for (;;) {
      const members = await db.transaction(async (tx) => {
        const refunded = await refundBallots(tx, id, A_TURN);
        // An account closed meanwhile has nobody to spend them: its grains go where its others went.
        const closed = await tx.query<{ id: MemberId }>(`select id from member where id = any($1::uuid[]) and status = 'closed' order by id`, [refunded]);
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
