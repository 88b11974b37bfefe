/** The public side of SAKA (R13): sums, seasons, the Silo, best fed projects. No member appears in any of it. */
import type { Queryable } from '../platform/database.ts';

export interface SakaStats {
  /** Grains in wallets now, and what was ever moved. */
  inWallets: number;
  harvested: number;
  planted: number;
  composted: number;
  redistributed: number;
  silo: number;
  wallets: number;
  asOf: string;
}
export const sakaStats = async (db: Queryable): Promise<SakaStats> =>
  (await db.query<SakaStats>(
    `select coalesce(sum(balance), 0)::bigint as "inWallets", coalesce(sum(harvested), 0)::bigint as harvested, coalesce(sum(planted), 0)::bigint as planted,
       coalesce(sum(composted), 0)::bigint as composted, coalesce(sum(redistributed), 0)::bigint as redistributed,
       (select coalesce(sum(balance), 0)::bigint from silo) as silo, count(*) as wallets, iso(now()) as "asOf" from wallet`,
  ))[0]!;

export interface CycleFigures {
  id: string;
  name: string;
  startsAt: string;
  endsAt: string;
  active: boolean;
  harvested: number;
  /** Net of refunds, which count in the cycle of their spend (R11). */
  planted: number;
  composted: number;
  redistributed: number;
}
export const sakaCycles = (db: Queryable): Promise<CycleFigures[]> =>
  db.query<CycleFigures>(
    `select c.id, c.name, iso(c.starts_at) as "startsAt", iso(c.ends_at) as "endsAt", c.active,
       coalesce(sum(t.amount) filter (where t.from_account = 'source' and t.reason <> 'manual_adjust'), 0)::bigint as harvested,
       coalesce(sum(case when t.reason = 'poll_refund' then -t.amount else t.amount end) filter (where t.reason in ('project_boost', 'poll_spend', 'poll_refund')), 0)::bigint as planted,
       coalesce(sum(t.amount) filter (where t.reason in ('compost', 'account_closed')), 0)::bigint as composted,
       coalesce(sum(t.amount) filter (where t.reason = 'silo_redistribution'), 0)::bigint as redistributed
     from cycle c left join transfer t on t.cycle = c.id group by c.id order by c.starts_at desc limit 100`,
  );

export const sakaSilo = async (db: Queryable): Promise<{ balance: number; asOf: string }> =>
  (await db.query<{ balance: number; asOf: string }>(`select coalesce(sum(balance), 0)::bigint as balance, iso(now()) as "asOf" from silo`))[0]!;

export interface TopProject {
  id: string;
  title: string;
  community: string;
  communityName: string;
  score: number;
  supporters: number;
}
export const topProjects = (db: Queryable): Promise<TopProject[]> =>
  db.query<TopProject>(
    `select p.id, p.title, c.id as community, c.name as "communityName", t.score, t.supporters
     from project_tally t join project p on p.id = t.id and p.status = 'published' join community c on c.id = p.community and c.visibility = 'public'
     where t.score > 0 order by t.score desc, t.id limit 10`,
  );
