/**
 * The public figures of SAKA (R13): sums, seasons, the Silo, most supported projects. No member appears in them. The
 * sums come from the rollups of R11, which the combiner updates within seconds: no read scans the ledger or all
 * wallets.
 */
import {
  SERIES_DAYS,
  type PublicCycles,
  type PublicSilo,
  type PublicStats,
  type PublicTop,
} from '@egoejo/shared/saka/public.ts';
import type { Config } from '../platform/config/config.ts';
import type { Queryable } from '../platform/database/database.ts';
import { flagsOff } from '../platform/config/flags.ts';
import { runsLog } from './runs/runs-read.ts';

const first = async <T>(rows: Promise<T[]>): Promise<T> => (await rows)[0]!;

export const sakaStats = (db: Queryable): Promise<PublicStats> =>
  first(
    db.query<PublicStats>(
      `select coalesce(sum(harvested - planted - composted + redistributed + adjusted), 0)::bigint as "inWallets",
        coalesce(sum(harvested), 0)::bigint as harvested,
       coalesce(sum(planted), 0)::bigint as planted, coalesce(sum(composted), 0)::bigint as composted,
         coalesce(sum(redistributed), 0)::bigint as redistributed,
       (select coalesce(sum(balance), 0)::bigint from silo) as silo, coalesce(sum(wallets), 0)::bigint as wallets,
         iso(now()) as "asOf" from cycle_day`,
    ),
  );

/** The rollups of each season, with a daily series that ends today or with the season. */
const FIGURES = `select y.cycle, sum(y.harvested)::bigint as harvested, sum(y.planted)::bigint as planted,
  sum(y.composted)::bigint as composted, sum(y.redistributed)::bigint as redistributed,
    coalesce(jsonb_agg(jsonb_build_object('day', y.day, 'harvested', y.harvested, 'planted', y.planted, 'composted',
      y.composted, 'redistributed', y.redistributed) order by y.day)
      filter (where y.day > least((now() at time zone 'UTC')::date, (c.ends_at at time zone 'UTC')::date)
        - ${SERIES_DAYS}
        and (y.harvested, y.planted, y.composted, y.redistributed) <> (0, 0, 0, 0)), '[]') as days
  from cycle_day y left join cycle c on c.id = y.cycle group by y.cycle`;
const figuresOf = (alias: string): string => {
  const sums = ['harvested', 'planted', 'composted', 'redistributed'].map(
    (part) => `coalesce(${alias}.${part}, 0) as ${part}`,
  );
  return `${sums.join(', ')}, coalesce(${alias}.days, '[]') as days`;
};

export const sakaCycles = (db: Queryable): Promise<PublicCycles> =>
  first(
    db.query<PublicCycles>(
      `with f as (${FIGURES}),
     seasons as (select c.id, c.name, iso(c.starts_at) as "startsAt", iso(c.ends_at) as "endsAt", c.active,
       ${figuresOf('f')}
       from cycle c left join f on f.cycle = c.id order by c.starts_at desc limit 100),
     outside as (select ${figuresOf('f')} from (values (1)) one
       left join f on f.cycle = '00000000-0000-0000-0000-000000000000')
     select coalesce((select jsonb_agg(to_jsonb(s) order by s."startsAt" desc) from seasons s), '[]') as items,
       (select to_jsonb(o) from outside o) as outside, iso(now()) as "asOf"`,
    ),
  );

/** Runs shown on the Silo's page. */
const RUNS = 30;
const siloFigures = (db: Queryable) =>
  first(
    db.query<Pick<PublicSilo, 'balance' | 'days' | 'asOf'>>(
      `with d as (select day, sum(composted)::bigint as "in", sum(redistributed)::bigint as out from cycle_day
       where day > (now() at time zone 'UTC')::date - ${SERIES_DAYS} and (composted, redistributed) <> (0, 0)
         group by day)
     select (select coalesce(sum(balance), 0)::bigint from silo) as balance,
       coalesce((select jsonb_agg(to_jsonb(d) order by d.day) from d), '[]') as days, iso(now()) as "asOf"`,
    ),
  );

export async function sakaSilo(db: Queryable, config: Pick<Config, 'flags' | 'saka'>): Promise<PublicSilo> {
  const off = flagsOff(config.flags);
  const { compostRate, compostInactivityDays, compostMinBalance, compostMinAmount, redistributionRate } = config.saka;
  const rules = {
    compost: !off.includes('SAKA_COMPOST_ENABLED'),
    compostRate,
    compostInactivityDays,
    compostMinBalance,
    compostMinAmount,
    redistribution: !off.includes('SAKA_SILO_REDISTRIBUTION_ENABLED'),
    redistributionRate,
  };
  return { ...(await siloFigures(db)), runs: await runsLog(db, { most: RUNS }), rules };
}

export const topProjects = async (db: Queryable): Promise<PublicTop> => ({
  items: await db.query<PublicTop['items'][number]>(
    `select p.id, p.title, c.id as community, c.name as "communityName", t.score, t.supporters
     from project_tally t join project p on p.id = t.id and p.status = 'published'
       join community c on c.id = p.community and c.visibility = 'public'
     where t.score > 0 order by t.score desc, t.id desc limit 10`,
  ),
});
