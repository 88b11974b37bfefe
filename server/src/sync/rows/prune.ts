/**
 * Deletes tombstones after 180 days. The floor of a scope tells devices that were away longer to pull the scope whole
 * (S14).
 */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import type { RegisterJobs } from '../../platform/deps.ts';
import { DAYS } from '../receipts/receipt-macs.ts';

const TOMBSTONE_DAYS = 180;
/** Scopes read by one statement. */
const BATCH = 500;

/**
 * Deletes the tombstones of a scope up to `rev` and sets the floor to `rev + 1`: a cursor inside `rev` is then below
 * the floor, a cursor that has passed `rev` is not.
 */
export async function pruneScope(db: Database, scope: Scope, rev: number): Promise<void> {
  const member = scope.startsWith('member:') ? scope.slice('member:'.length) : null;
  await db.transaction(async (tx) => {
    const counter = isId(member)
      ? { table: 'member_counter', key: 'member', id: member }
      : { table: 'scope_counter', key: 'scope', id: scope };
    await tx.query(
      `update ${counter.table} set floor_rev = greatest(floor_rev, $2::bigint) where ${counter.key} = $1`,
      [counter.id, rev + 1],
    );
    await tx.query('delete from tombstone where scope = $1 and rev <= $2', [scope, rev]);
  });
}

/** Deletes all tombstones older than 180 days, one transaction for each scope, so that no member waits long. */
export async function pruneTombstones(db: Database): Promise<void> {
  for (let after = ''; ;) {
    const old = await db.query<{ scope: Scope; rev: number }>(
      `select scope, max(rev) as rev from tombstone
        where at < now() - make_interval(days => $1) and scope > $2 collate "C" group by scope
        order by scope collate "C" limit ${BATCH}`,
      [TOMBSTONE_DAYS, after],
    );
    for (const { scope, rev } of old) await pruneScope(db, scope, rev);
    const last = old.at(-1);
    if (old.length < BATCH || !last) return;
    after = last.scope;
  }
}

/** Ended eras kept for each scope: a device that was away for more server starts than this pulls the scope whole. */
const ERAS = 50;

/**
 * Deletes write times that are older than any valid proof (S29), and ends of eras that no cursor still in use names
 * (S14).
 */
async function pruneOrder(db: Database): Promise<void> {
  await db.query('delete from row_write where at < now() - make_interval(days => $1)', [DAYS]);
  await db.query('delete from scope_era where at < now() - make_interval(days => $1)', [TOMBSTONE_DAYS]);
  await db.query(
    `delete from scope_era e using (select scope, era,
      row_number() over (partition by scope order by until_rev desc, at desc) as n from scope_era) o
       where o.scope = e.scope and o.era = e.era and o.n > $1`,
    [ERAS],
  );
}

export const registerJobs: RegisterJobs = ({ jobs, db }) =>
  jobs.schedule('sync.prune', '23 2 * * *', async () => {
    await pruneTombstones(db);
    await pruneOrder(db);
  });
