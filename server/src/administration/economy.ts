/**
 * Health of the economy: read at most every ten minutes and shared by all viewers, so that no page view counts a
 * million wallets.
 */
import type { Database } from '../platform/database/database.ts';
import { keepFor, type Kept } from '../platform/http/kept.ts';
import { daysOf, refusalsOf, type EconomyDay, type RefusalRow } from './economy-days.ts';

export interface Economy {
  asOf: string;
  /** Grains in wallets now. */
  circulating: number;
  silo: number;
  wallets: number;
  /** Share of all grains in wallets that are in wallets idle for at least the compost period, in basis points. */
  idleShare: number;
  /**
   * Gini coefficient of the grains that members have planted, without those who planted none; in thousandths: 0 all
   * equal, 1000 one member has everything. Null: nobody planted.
   */
  gini: number | null;
  members: number;
  /**
   * The last 30 UTC days, oldest first. `silo`: its grains at the end of the day. `boostP50`, `boostP95`: median and
   * 95th percentile of the settlement time of exchanges with a boost, in ms, with the precision of
   * server/src/platform/observability/quantile.ts; null: no boost that day. `errors`: settlements that threw, and 5xx
   * answers except 503.
   */
  days: EconomyDay[];
  /**
   * Refused acts, and acts that devices quarantined (S9), in the last 30 days, by code and version of the client, most
   * frequent first.
   */
  refusals: RefusalRow[];
}

/** Time limit of the queries, in milliseconds: members have priority. */
const MOST_MS = 30_000;

/** Season sums come from the rollups; wallets and receipts are read once, by statements that use bounded memory. */
export const readEconomy = (db: Database, idleDays: number): Promise<Economy> =>
  db.transaction(
    async (tx) => {
      await tx.query(`set local statement_timeout = ${MOST_MS}`);
      const [sums] = await tx.query<Pick<Economy, 'asOf' | 'circulating' | 'silo' | 'wallets' | 'members'>>(
        `select iso(now()) as "asOf", coalesce(sum(harvested - planted - composted + redistributed + adjusted),
          0)::bigint as circulating, coalesce(sum(wallets), 0)::bigint as wallets,
         (select coalesce(sum(balance), 0)::bigint from silo) as silo,
           (select count(*) from member where status <> 'closed') as members from cycle_day`,
      );
      if (!sums) throw new Error('a sum without a row');
      const [idle] = await tx.query<{ share: number }>(
        `select coalesce(sum(balance) filter (where greatest(last_activity, last_compost) < now()
          - make_interval(hours => 24 * $1)) * 10000 / nullif(sum(balance), 0), 0)::int as share from wallet`,
        [idleDays],
      );
      const [gini] = await tx.query<{ gini: number | null }>(
        `select round(1000 * (2 * sum(i * planted) / (max(n) * sum(planted)) - (max(n) + 1) / max(n)))::int as gini
       from (select planted::numeric, row_number() over (order by planted) as i, (count(*) over ())::numeric as n
         from wallet where planted > 0) p`,
      );
      return {
        ...sums,
        idleShare: idle?.share ?? 0,
        gini: gini?.gini ?? null,
        days: await daysOf(tx, sums.silo),
        refusals: await refusalsOf(tx),
      };
    },
    { isolation: 'repeatable read', readOnly: true },
  );

const KEPT_MS = 600_000;
export type EconomyReader = Kept<Economy>;
/** @param now the clock, in milliseconds; a test passes its own. */
export const createEconomyReader = (make: () => Promise<Economy>, now?: () => number): EconomyReader =>
  keepFor(KEPT_MS, make, now);
