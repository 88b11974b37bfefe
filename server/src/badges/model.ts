/** What other features may use of badges: changing rows that follow from what members read, of many at a time. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/**
 * Calls an SQL function for each of these members (`m.id`), with the new rev of their scope (`m.rev`); it says how many
 * rows it changed.
 * @returns the sum of what it said
 */
export async function changeOf(tx: Queryable, members: readonly MemberId[], call: string): Promise<number> {
  const scopes = members.map(memberScope);
  const [bumped] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
  const [sum] = await tx.query<{ changed: number }>(
    `select coalesce(sum(${call}), 0)::int as changed from unnest($1::uuid[], $2::bigint[]) m(id, rev)`,
    [members, scopes.map((scope) => bumped?.revs[scope])],
  );
  await notifyMoved(tx, scopes);
  return sum?.changed ?? 0;
}
