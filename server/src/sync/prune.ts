/** S14: tombstones are forgotten after 180 days; the floor of their scope tells devices that were away longer to pull it whole. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';

export const TOMBSTONE_DAYS = 180;
/** Scopes looked at with one statement. */
const BATCH = 500;

/** Forgets the tombstones of a scope up to `rev`. The floor is one above: a position inside `rev` is under it, one that has passed it is not. */
export async function pruneScope(db: Database, scope: Scope, rev: number): Promise<void> {
  const member = scope.startsWith('member:') ? scope.slice('member:'.length) : null;
  await db.transaction(async (tx) => {
    const counter = isId(member) ? { table: 'member_counter', key: 'member', id: member } : { table: 'scope_counter', key: 'scope', id: scope };
    await tx.query(`update ${counter.table} set floor_rev = greatest(floor_rev, $2::bigint) where ${counter.key} = $1`, [counter.id, rev + 1]);
    await tx.query('delete from tombstone where scope = $1 and rev <= $2', [scope, rev]);
  });
}

/** Forgets every tombstone older than 180 days; scope by scope, so that no member waits for it. */
export async function pruneTombstones(db: Database): Promise<void> {
  for (let after = ''; ;) {
    const old = await db.query<{ scope: Scope; rev: number }>(
      `select scope, max(rev) as rev from tombstone where at < now() - make_interval(days => $1) and scope > $2 collate "C" group by scope order by scope collate "C" limit ${BATCH}`,
      [TOMBSTONE_DAYS, after],
    );
    for (const { scope, rev } of old) await pruneScope(db, scope, rev);
    const last = old.at(-1);
    if (old.length < BATCH || !last) return;
    after = last.scope;
  }
}

export const registerJobs: RegisterJobs = ({ jobs, db }) => jobs.schedule('sync.prune', '23 2 * * *', () => pruneTombstones(db));
