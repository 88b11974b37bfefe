/** The economy by day: what moved, how fast acts were settled, and what was refused. */
import { quantile } from '../platform/observability/quantile.ts';
import type { Queryable } from '../platform/database/database.ts';
import { SERIES_DAYS } from '@egoejo/shared/saka/public.ts';

export interface EconomyDay {
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
}
export interface RefusalRow {
  code: string;
  client: string;
  refused: number;
  quarantined: number;
}

/** The last 30 UTC days, oldest first. @param silo its grains now */
export async function daysOf(tx: Queryable, silo: number): Promise<EconomyDay[]> {
  const served = await servedOf(tx);
  const rows = await tx.query<Omit<EconomyDay, 'silo' | keyof Served>>(
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

type Served = Pick<EconomyDay, 'boostP50' | 'boostP95' | 'errors'>;
const FIRST_DAY = `(now() at time zone 'UTC')::date - ${SERIES_DAYS - 1}`;

const tenths = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms * (ms < 10 ? 10 : 1)) / (ms < 10 ? 10 : 1);

/** Sums of the counts of all servers (server/src/platform/observability/service-days.ts). */
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

/** Refused and quarantined acts of these days, most frequent first. */
export const refusalsOf = (tx: Queryable): Promise<RefusalRow[]> =>
  tx.query(
    `select code, client, sum(refused)::bigint as refused, sum(quarantined)::bigint as quarantined
     from (select split_part(bucket, ' ', 2) as code, split_part(bucket, ' ', 1) as client, n as refused,
       0 as quarantined
           from service_day where kind = 'refused' and day >= ${FIRST_DAY}
           union all select code, client, 0, 1 from quarantined where (at at time zone 'UTC')::date >= ${FIRST_DAY}) r
     group by 1, 2 order by sum(refused + quarantined) desc, 1, 2 limit 50`,
  );
