/**
 * An economy with a history: ten transfers for each member, with all other rows that members' acts leave, so that an
 * audit finds no gap.
 */
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { loadEconomy, sqlId } from './economy.ts';

/** Transfers of each member: three for reading stories, then seven boosts. */
export const TRANSFERS_A_MEMBER = 10;
const READ = 3;
const PROJECTS = 1000;
const DAYS_AGO = 20;

/** SQL expressions for the act, story, project and grains of transfer `k` of member `i`. */
const key = `('6' || lpad(to_hex(k), 7, '0') || '-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
const story = sqlId('7', 'k');
const project = sqlId('3', `1 + (i * 7 + k) % ${PROJECTS}`);
const grains = `case when k <= ${READ} then 10 else 1 + (i + k) % 4 end`;
const season = sqlId('8', '1');

/**
 * Fills a fresh database with that many members, their wallets and ten times as many transfers, all made within a day
 * twenty days ago. Triggers are disabled while the rows are loaded, which equal those that triggers would have made.
 */
export async function loadLedger(db: Database, members: number): Promise<void> {
  await db.script('set statement_timeout = 0');
  await loadEconomy(db, { members, projects: PROJECTS, grains: 1 });
  const acts = `generate_series(1, ${members}) i cross join generate_series(1, ${TRANSFERS_A_MEMBER}) k`;
  const day = `(date_trunc('day', now() at time zone 'UTC') - interval '${DAYS_AGO} days')`;
  const at = `(${day} at time zone 'UTC' + k * interval '1 hour')`;
  await db.script(`
    set session_replication_role = replica;
    truncate transfer;
    insert into scope_counter (scope, rev) values ('public', 1) on conflict (scope) do update
      set rev = greatest(scope_counter.rev, 1);
    update member_counter set rev = ${TRANSFERS_A_MEMBER};
    insert into cycle (id, name, starts_at, ends_at, active, rev)
      values (${season}, 'Season', now() - interval '60 days', now() + interval '30 days', true, 1);
    insert into story (id, title, language, authors, licence, words, pages, bytes, rev)
      select ${story}, 'Story ' || k, 'fr', 'X', 'CC BY', 100, 1, 600, 1 from generate_series(1, ${READ}) k;
    insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, project, story, cycle, at)
      select ${sqlId('1', 'i')}, k, case when k <= ${READ} then 'source' else 'wallet' end::account_kind,
        case when k <= ${READ} then 'wallet' else 'planted_project' end::account_kind,
        ${grains}, case when k <= ${READ} then 'content_read' else 'project_boost' end::transfer_reason, ${key},
          ${sqlId('1', 'i')},
        case when k > ${READ} then ${project} end, case when k <= ${READ} then ${story} end, ${season}, ${at}
          from ${acts};
    insert into receipt (member, key, hash, name, detail, device, seq, made_at, rev, at)
      select ${sqlId('1', 'i')}, ${key}, sha256(convert_to(case when k <= ${READ}
        then '{"args":{"activeSeconds":600,"story":"' || ${story} || '"},"name":"reading.finish","version":1}'
          else '{"args":{"grains":' || (${grains}) || ',"project":"' || ${project}
            || '"},"name":"project.boost","version":1}' end, 'UTF8')),
        case when k <= ${READ} then 'reading.finish' else 'project.boost' end, case when k <= ${READ}
          then '[{"code": "saka.harvested", "params": {"grains": 10}}]'::jsonb end,
        ${sqlId('2', 'i')}, k, ${at}, k, ${at} from ${acts};
    insert into read_mark (member, story, grains, at, rev) select member, story, amount, at, rev from transfer
      where story is not null;
    insert into harvest_once (member, reason, subject) select member, reason, story from transfer
      where story is not null;
    insert into harvest_day (member, reason, day, n) select member, reason, ${day}::date, ${READ} from transfer
      where story is not null and rev = 1;
    insert into support (member, project, grains, rev) select member, project, amount, rev from transfer
      where project is not null;
    update project_tally t set score = s.grains, supporters = s.n
      from (select project, sum(grains) as grains, count(*) as n from support group by project) s
      where s.project = t.id;
    update wallet w set harvested = ${READ * 10}, planted = t.planted, balance = ${READ * 10} - t.planted,
      rev = ${TRANSFERS_A_MEMBER}, last_activity = t.last
      from (select member, sum(amount) as planted, max(at) as last from transfer where project is not null
        group by member) t where t.member = w.member;
    delete from cycle_delta;
    insert into cycle_day (cycle, day, harvested, planted, wallets)
      select ${season}, ${day}::date, sum(harvested), sum(planted), count(*) from wallet;
    set session_replication_role = origin;`);
  await db.script('vacuum analyze');
}
