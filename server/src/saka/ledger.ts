/** Ledger movements that TypeScript asks for. The rules of saka/ledger.sql hold: balances move by its trigger alone. */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
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
