/** Writes members' lists of recommendations. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import type { Kind } from './kind.ts';

interface MemberList {
  member: MemberId;
  items: readonly object[];
}
/** Members in one transaction: their acts wait for it. */
const TOGETHER = 20;

/** Writes the lists that differ from those written before; an equal one is not sent to devices again. */
export async function keepLists(
  db: Database,
  table: Kind<never>['table'],
  lists: readonly MemberList[],
): Promise<void> {
  const columns = (some: readonly MemberList[]) => [
    some.map(({ member }) => member),
    some.map(({ items }) => JSON.stringify(items)),
  ];
  const changed = await db.query<{ member: MemberId }>(
    `select x.member from unnest($1::uuid[], $2::text[]) x (member, items)
       left join ${table} r on r.member = x.member
     where coalesce(r.items, '[]') <> x.items::jsonb`,
    columns(lists),
  );
  const differ = new Set(changed.map(({ member }) => member));
  const rest = lists.filter(({ member }) => differ.has(member)).sort((a, b) => (a.member < b.member ? -1 : 1));
  for (let from = 0; from < rest.length; from += TOGETHER) {
    const some = rest.slice(from, from + TOGETHER);
    await db.transaction(async (tx) => {
      // The counters first, ascending as everywhere (S12): an account that is being closed is seen as closed below.
      for (const { member } of some) await tx.query('select bump_member($1)', [member]);
      const kept = await tx.query<{ member: MemberId }>(
        `insert into ${table} (member, items)
           select m.id, x.items::jsonb from unnest($1::uuid[], $2::text[]) x (member, items)
             join member m on m.id = x.member and m.status = 'active'
         on conflict (member) do update set items = excluded.items, computed_at = now()
         returning member`,
        columns(some),
      );
      await notifyMoved(
        tx,
        kept.map(({ member }) => memberScope(member)),
      );
    });
  }
}
