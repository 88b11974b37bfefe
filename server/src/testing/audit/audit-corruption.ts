/** The form of a change by hand that the audit must name. */
import type { FeaturesWorld } from './audit-features-world.ts';

/** What was changed, the check that must name it, and the statement that changes it. */
export type Corruption = readonly [what: string, finds: string, sql: (w: FeaturesWorld) => string];

/** Copies of a row with some columns changed. */
const copies = (n: number, table: string, where: string, change: Record<string, string>): string => {
  const changes = Object.entries(change).map(([column, value]) => `'${column}', ${value}`);
  return `insert into ${table} select
    (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${changes.join(', ')}))).*
    from (select * from ${table} where ${where} limit 1) t, generate_series(1, ${n})`;
};
export const fields = (table: string, change: Record<string, string>, where: string): string =>
  copies(1, table, where, change);
export const manyOf = (table: string, n: number, where: string, change: Record<string, string> = {}): string =>
  copies(n, table, where, { id: 'gen_random_uuid()', ...change });
