/** How the database would read what some code asks of it: a scan of a whole table shows without filling the table first. */
import type { Database, Queryable } from '../platform/database.ts';

/** Plans of every statement of `work`, in their order. Whole tables are read only where no index serves. */
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
