/** Query plans of the statements that some code runs: they reveal a full table scan without filling the table first. */
import type { Database, Queryable } from '../../platform/database/database.ts';

/**
 * Plans of all statements of `work`, in order. Sequential scans are disabled, so they appear only where no index can be
 * used.
 */
export const plansOf = (db: Database, work: (q: Queryable) => Promise<unknown>): Promise<string[]> =>
  db.transaction(async (tx) => {
    await tx.query('set local enable_seqscan = off');
    const plans: string[] = [];
    await work({
      async query(sql, params) {
        const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, params);
        plans.push(lines.map((l) => l['QUERY PLAN']).join('\n'));
        return tx.query(sql, params);
      },
    });
    return plans;
  });
