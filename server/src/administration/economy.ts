/**
 * Health of the economy: read at most every ten minutes and shared by all viewers, so that no page view counts a
 * million wallets.
 */
import { quantile } from '../platform/quantile.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { keepFor, type Kept } from '../platform/kept.ts';
import { SERIES_DAYS } from '@egoejo/shared/saka/public.ts';

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
   * server/src/platform/quantile.ts; null: no boost that day. `errors`: settlements that threw, and 5xx answers except
   * 503.
   */
  days: {
    day: string;
    harvested: number;
    planted: number;
    composted: number;
    redistributed: number;
    silo: number;
    acts: number;
    refused: number;
    boostP50: number | null;
    boostP95: number | null;
    errors: number;
  }[];
  /**
   * Refused acts, and acts that devices quarantined (S9), in the last 30 days, by code and version of the client, most
   * frequent first.
   */
  refusals: { code: string; client: string; refused: number; quarantined: number }[];
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

async function daysOf(tx: Queryable, silo: number): Promise<Economy['days']> {
  const served = await servedOf(tx);
  const rows = await tx.query<Omit<Economy['days'][number], 'silo' | keyof Served>>(
    `select d.day::date::text as day, coalesce(c.harvested, 0)::bigint as harvested,
      coalesce(c.planted, 0)::bigint as planted, coalesce(c.composted, 0)::bigint as composted,
       coalesce(c.redistributed, 0)::bigint as redistributed, coalesce(r.acts, 0)::bigint as acts,
         coalesce(r.refused, 0)::bigint as refused
     from generate_series((now() at time zone 'UTC')::date - ${SERIES_DAYS - 1}, (now() at time zone 'UTC')::date,
       interval '1 day') d(day)
       left join (select day, sum(harvested) as harvested, sum(planted) as planted, sum(composted) as composted,
         sum(redistributed) as redistributed from cycle_day group by day) c on c.day = d.day::date
       left join (select (at at time zone 'UTC')::date as day, count(*) as acts, count(code) as refused from receipt
         where at > now() - interval '${SERIES_DAYS + 1} days' group by 1) r on r.day = d.day::date
     order by 1`,
  );
  let left = silo;
  return rows
    .toReversed()
    .map((row) => {
      const at = { ...row, silo: left, ...(served.get(row.day) ?? { boostP50: null, boostP95: null, errors: 0 }) };
      left -= row.composted - row.redistributed;
      return at;
    })
    .toReversed();
}

type Served = Pick<Economy['days'][number], 'boostP50' | 'boostP95' | 'errors'>;
const FIRST_DAY = `(now() at time zone 'UTC')::date - ${SERIES_DAYS - 1}`;

const tenths = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms * (ms < 10 ? 10 : 1)) / (ms < 10 ? 10 : 1);

/** Sums of the counts of all servers (server/src/platform/service-days.ts). */
async function servedOf(tx: Queryable): Promise<Map<string, Served>> {
  const rows = await tx.query<{ day: string; errors: number; boosts: Record<string, number> }>(
    `select day::text as day, coalesce(sum(n) filter (where kind = 'error'), 0)::bigint as errors,
      coalesce(json_object_agg(bucket, n) filter (where kind = 'boost'), '{}') as boosts
     from service_day where kind <> 'refused' and day >= ${FIRST_DAY} group by day`,
  );
  return new Map(
    rows.map(({ day, errors, boosts }) => {
      const counts = new Map(Object.entries(boosts).map(([bucket, n]) => [Number(bucket), n]));
      return [day, { boostP50: tenths(quantile(counts, 0.5)), boostP95: tenths(quantile(counts, 0.95)), errors }];
    }),
  );
}

const refusalsOf = (tx: Queryable): Promise<Economy['refusals']> =>
  tx.query(
    `select code, client, sum(refused)::bigint as refused, sum(quarantined)::bigint as quarantined
     from (select split_part(bucket, ' ', 2) as code, split_part(bucket, ' ', 1) as client, n as refused,
       0 as quarantined
           from service_day where kind = 'refused' and day >= ${FIRST_DAY}
           union all select code, client, 0, 1 from quarantined where (at at time zone 'UTC')::date >= ${FIRST_DAY}) r
     group by 1, 2 order by sum(refused + quarantined) desc, 1, 2 limit 50`,
  );

const KEPT_MS = 600_000;
export type EconomyReader = Kept<Economy>;
/** @param now the clock, in milliseconds; a test passes its own. */
export const createEconomyReader = (make: () => Promise<Economy>, now?: () => number): EconomyReader =>
  keepFor(KEPT_MS, make, now);
