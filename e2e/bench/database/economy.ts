/**
 * The data for benchmarks: members with full wallets, published projects. Ids are derived from numbers, as in the
 * baseline.
 */
import type { DeviceId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '@egoejo/server/accounts/sign-in/passwords.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';

const hex = (prefix: string, i: number): string =>
  `${prefix}0000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
export const memberOf = (i: number): MemberId => hex('1', i) as MemberId;
export const deviceOf = (i: number): DeviceId => hex('2', i) as DeviceId;
export const projectOf = (i: number): ProjectId => hex('3', i) as ProjectId;
/** Community 1 is the default community, used where no further communities are created. */
export const communityId = (t: number): string => hex('4', t);
export const community = communityId(1);
const silo = hex('5', 1);

/** The same ids in SQL, from the number that the expression `i` gives. */
export const sqlId = (prefix: string, i: string): string =>
  `('${prefix}0000000-0000-4000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;

export interface Economy {
  members: number;
  projects: number;
  /** Grains in each wallet. */
  grains: number;
}

/** The account that the HTTP and browser benchmarks sign in with: member 1. */
export const account = { email: 'm1@bench.test', password: 'a password to measure with' } as const;

/**
 * Fills a fresh database with members 1…n, each with a device and `grains`, and projects 1…n. Triggers are disabled
 * while the rows are loaded, which equal those that triggers would have made; they are enabled for all measurements.
 */
export async function loadEconomy(db: Database, { members, projects, grains }: Economy): Promise<void> {
  await db.script(`
    set session_replication_role = replica;
    insert into community (id, scope, slug, name, rev) values ('${community}', 'public', 'bench', 'Bench', 1)
      on conflict do nothing;
    insert into scope_counter (scope, rev) values ('community:${community}', 1), ('polls:community:${community}', 1)
      on conflict do nothing;
    update scope_counter set rev = 1 where scope = 'public' and rev = 0;
    insert into silo (id, rev) select '${silo}', 1 where not exists (select from silo);
    insert into member (id, name, email, email_confirmed_at, rev)
      select ${sqlId('1', 'i')}, 'Member ' || i, 'm' || i || '@bench.test', now(), 1
        from generate_series(1, ${members}) i;
    insert into member_counter (member, rev, era)
      select ${sqlId('1', 'i')}, 1, (select present_era(era, era_of) from installation)
        from generate_series(1, ${members}) i;
    insert into device (member, id) select ${sqlId('1', 'i')}, ${sqlId('2', 'i')} from generate_series(1, ${members}) i;
    insert into wallet (member, balance, harvested, rev) select ${sqlId('1', 'i')}, ${grains}, ${grains}, 1
      from generate_series(1, ${members}) i;
    insert into transfer (member, rev, from_account, to_account, amount, reason, actor)
      select ${sqlId('1', 'i')}, 1, 'source', 'wallet', ${grains}, 'content_read', ${sqlId('1', 'i')}
        from generate_series(1, ${members}) i;
    insert into project (id, scope, community, title, summary, category, status, cost_cents, cost_currency, rev)
      select ${sqlId('3', 'i')}, 'community:${community}', '${community}',
        'Project ' || i || ' ' || left(md5(i::text), 20),
        'What project ' || i || ' is about: ' || (select string_agg(md5(i || part), ' ')
        from unnest(array['who', 'where', 'why', 'how', 'when']) part),
        (array['green', 'streets', 'culture', 'schools', 'sport'])[1 + i % 5], 'published', 100000, 'EUR', 1
      from generate_series(1, ${projects}) i;
    insert into project_tally (id, scope, score, supporters, rev) select id, scope, 0, 0, 1 from project;
    set session_replication_role = origin;
    analyze;`);
}

/**
 * Gives member 1 a password and a membership of the community, and every project a different score, for pulls and
 * lists.
 */
export async function openDoors(db: Database): Promise<void> {
  await db.query('insert into credential (member, password_hash) values ($1, $2)', [
    memberOf(1),
    await hashPassword(account.password),
  ]);
  await db.script(`
    set session_replication_role = replica;
    insert into membership (member, community, joined_at, rev)
      values ('${memberOf(1)}', '${community}', now() - interval '1 year', 1);
    update project_tally set score = ('x' || left(md5(id::text), 5))::bit(20)::int,
      supporters = 1 + ('x' || left(md5(id::text), 2))::bit(8)::int;
    set session_replication_role = origin;
    analyze;`);
}

/** Makes every tenth wallet idle for a hundred days, and fills the Silo with a hundred grains for each wallet. */
export async function layIdle(db: Database, members: number): Promise<void> {
  await db.script(`
    set session_replication_role = replica;
    update wallet set last_activity = now() - interval '100 days' from generate_series(10, ${members}, 10) i
      where member = ${sqlId('1', 'i')};
    update silo set balance = ${members * 100};
    set session_replication_role = origin;`);
  await db.script('vacuum analyze');
}

/**
 * The baseline of a run: changes the same rows of the same tables, including counters and revs, in one statement and
 * one transaction without triggers. It excludes no member, freezes no list, cannot be stopped or resumed, and locks all
 * touched rows until its end.
 */
export const bareRun = {
  compost: `
    set session_replication_role = replica;
    with d as (select w.member, w.balance / 10 as grains from wallet w
      where greatest(w.last_activity, w.last_compost) < now() - interval '2160 hours' and w.balance >= 100),
    c as (update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id() from d where c.member = d.member
      returning c.member, c.rev, d.grains),
    w as (update wallet w set balance = w.balance - c.grains, composted = w.composted + c.grains, last_compost = now(),
      rev = c.rev from c where w.member = c.member),
    s as (update scope_counter set rev = rev + 1, tx = pg_current_xact_id() where scope = 'public' returning rev),
    t as (insert into transfer (member, rev, from_account, to_account, amount, reason)
      select member, rev, 'wallet', 'silo', grains, 'compost' from c returning amount)
    update silo set balance = balance + (select sum(amount) from t), rev = (select rev from s);
    set session_replication_role = origin;`,
  redistribution: `
    set session_replication_role = replica;
    with d as (select w.member, (select balance / 20 from silo) / count(*) over () as grains from wallet w
      where w.harvested >= 1),
    c as (update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id() from d where c.member = d.member
      returning c.member, c.rev, d.grains),
    w as (update wallet w set balance = w.balance + c.grains, redistributed = w.redistributed + c.grains, rev = c.rev
      from c where w.member = c.member),
    s as (update scope_counter set rev = rev + 1, tx = pg_current_xact_id() where scope = 'public' returning rev),
    t as (insert into transfer (member, rev, from_account, to_account, amount, reason)
      select member, rev, 'silo', 'wallet', grains, 'silo_redistribution' from c returning amount)
    update silo set balance = balance - (select sum(amount) from t), rev = (select rev from s);
    set session_replication_role = origin;`,
} as const;
