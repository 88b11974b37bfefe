/** An economy to measure on: members with full wallets, published projects. Ids are made from numbers, as the baseline's. */
import type { DeviceId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../src/platform/database.ts';

const hex = (prefix: string, i: number): string => `${prefix}0000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
export const memberOf = (i: number): MemberId => hex('1', i) as MemberId;
export const deviceOf = (i: number): DeviceId => hex('2', i) as DeviceId;
export const projectOf = (i: number): ProjectId => hex('3', i) as ProjectId;
const community = hex('4', 1);
const silo = hex('5', 1);

const sqlId = (prefix: string, i: string): string => `('${prefix}0000000-0000-4000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;

/**
 * Fills a fresh database with members 1…n, each with a device and `grains`, and projects 1…n. Triggers sleep while the rows
 * are loaded (the rows are those they would have made); they are on for everything measured.
 */
export async function loadEconomy(db: Database, { members, projects, grains }: { members: number; projects: number; grains: number }): Promise<void> {
  await db.script(`
    set session_replication_role = replica;
    insert into community (id, scope, slug, name, rev) values ('${community}', 'public', 'bench', 'Bench', 1) on conflict do nothing;
    insert into scope_counter (scope, rev) values ('community:${community}', 1), ('polls:community:${community}', 1) on conflict do nothing;
    insert into silo (id, rev) select '${silo}', 1 where not exists (select from silo);
    insert into member (id, name, email, email_confirmed_at, rev)
      select ${sqlId('1', 'i')}, 'Member ' || i, 'm' || i || '@bench.test', now(), 1 from generate_series(1, ${members}) i;
    insert into member_counter (member, rev) select ${sqlId('1', 'i')}, 1 from generate_series(1, ${members}) i;
    insert into device (member, id) select ${sqlId('1', 'i')}, ${sqlId('2', 'i')} from generate_series(1, ${members}) i;
    insert into wallet (member, balance, harvested, rev) select ${sqlId('1', 'i')}, ${grains}, ${grains}, 1 from generate_series(1, ${members}) i;
    insert into transfer (member, rev, from_account, to_account, amount, reason, actor)
      select ${sqlId('1', 'i')}, 1, 'source', 'wallet', ${grains}, 'content_read', ${sqlId('1', 'i')} from generate_series(1, ${members}) i;
    insert into project (id, scope, community, title, summary, category, status, cost_cents, cost_currency, rev)
      select ${sqlId('3', 'i')}, 'community:${community}', '${community}', 'Project ' || i, 'A project to measure with', 'bench', 'published', 100000, 'EUR', 1
      from generate_series(1, ${projects}) i;
    insert into project_tally (id, scope, rev) select id, scope, 1 from project;
    set session_replication_role = origin;
    analyze;`);
}
