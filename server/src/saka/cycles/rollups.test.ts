import { readFile, readdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Grains, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { audit } from '../../cli/audit.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { eachDatabase, openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addPoll,
  addProject,
  giveGrains,
  settleBySql,
  type TestMember,
} from '../../testing/world.ts';
import { CYCLE_FIGURES } from '../model.ts';
import { refundCancelledPolls } from '../refunds.ts';
import { sakaCycles, sakaSilo, sakaStats, topProjects } from '../public.ts';

const config = readConfig({ DATA_DIR: '.', LOG_LEVEL: 'silent' });
const boost = (db: Database, m: TestMember, project: ProjectId, grains: number) =>
  settleBySql(db, m, [{ name: 'project.boost', args: { project, grains: grains as Grains } }]);
const vote = (db: Database, m: TestMember, poll: PollId, votes: Record<string, number>) =>
  settleBySql(db, m, [{ name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes } } }]);
const drain = async (db: Queryable, most = 5000): Promise<{ deltas: number; scopes: string[] }> =>
  (await db.query<{ r: { deltas: number; scopes: string[] } }>('select combine_tallies($1) as r', [most]))[0]!.r;
async function season(db: Database, name: string): Promise<string> {
  const id = newId();
  await db.query('update cycle set active = false');
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, $2, now() - interval '1 hour', now() + interval '1 hour', true)`,
    [id, name],
  );
  return id;
}
/** The gaps that the audit finds in season figures; acts settled without an exchange have no receipts. */
const gapsOf = async (db: Database): Promise<string[]> =>
  [...new Set((await audit(db)).gaps.map((g) => g.check))].filter((c) => c.startsWith('cycle.'));
const post = (
  db: Queryable,
  member: TestMember,
  from: string,
  to: string,
  amount: number,
  reason: string,
  cycle: string | null,
) =>
  db.query(
    'insert into transfer (member, from_account, to_account, amount, reason, cycle) values ($1, $2, $3, $4, $5, $6)',
    [member.id, from, to, amount, reason, cycle],
  );

eachDatabase('rollups of the seasons', (database) => {
  let members: TestMember[];
  let spring: string;
  let summer: string;
  let project: ProjectId;
  let poll: PollId;
  beforeAll(async () => {
    const db = database();
    await db.query('insert into silo (id) values ($1)', [newId()]);
    [project, poll] = [
      await addProject(db, await addCommunity(db)),
      await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 5 } }),
    ];
    members = [await addMember(db), await addMember(db), await addMember(db)];
    for (const m of members) await giveGrains(db, m, 100);
    await boost(db, members[0]!, project, 7);
    spring = await season(db, 'Printemps');
    for (const m of members) await vote(db, m, poll, { a: 2 });
    for (const grains of [4, 6]) await boost(db, members[0]!, project, grains);
    summer = await season(db, 'Été');
    await boost(db, members[1]!, project, 3);
    await post(db, members[2]!, 'wallet', 'silo', 40, 'compost', summer);
    await post(db, members[1]!, 'silo', 'wallet', 12, 'silo_redistribution', summer);
    await post(db, members[1]!, 'wallet', 'source', 2, 'manual_adjust', null);
  });

  it('R11: each season, each day and the time outside of seasons have correct sums, however the deltas are batched', async () => {
    const db = database();
    while ((await drain(db, 2)).deltas > 0) expect(await gapsOf(db)).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    const figures = (harvested: number, planted: number, composted: number, redistributed: number) => ({
      harvested,
      planted,
      composted,
      redistributed,
    });
    const cycles = await sakaCycles(db);
    expect(cycles.items.find((c) => c.id === spring)).toMatchObject({
      ...figures(15, 70, 0, 0),
      days: [{ day: today, ...figures(15, 70, 0, 0) }],
    });
    expect(cycles.items.find((c) => c.id === summer)).toMatchObject({
      ...figures(0, 3, 40, 12),
      days: [{ day: today, ...figures(0, 3, 40, 12) }],
    });
    expect(cycles.outside).toEqual({ ...figures(300, 7, 0, 0), days: [{ day: today, ...figures(300, 7, 0, 0) }] });
    expect(await sakaStats(db)).toMatchObject({
      ...figures(315, 80, 40, 12),
      inWallets: 315 - 80 - 40 + 12 - 2,
      silo: 28,
      wallets: 3,
    });
    expect(await sakaSilo(db, config)).toMatchObject({ balance: 28, days: [{ day: today, in: 40, out: 12 }] });
  });
  it('R11: a refund counts in the season of its spend, even if another one is active', async () => {
    const db = database();
    await db.query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    expect(await refundCancelledPolls(db, () => undefined)).toBe(3);
    expect((await drain(db)).scopes).toContain(CYCLE_FIGURES);
    const { items } = await sakaCycles(db);
    expect(Object.fromEntries(items.map((c) => [c.name, c.planted]))).toEqual({ Printemps: 10, Été: 3 });
    expect(await gapsOf(db)).toEqual([]);
  });
  it('R11: a series holds the last 30 days, or the last 30 days of a season that has ended', async () => {
    const db = database();
    await db.query(
      `insert into cycle (id, name, starts_at, ends_at)
        values ($1, 'Vieux', now() - interval '200 days', now() - interval '100 days')`,
      [newId()],
    );
    await db.query(`insert into cycle_day (cycle, day, harvested) select c.id, (now() at time zone 'UTC')::date - n, n
      from cycle c, unnest(array[0, 29, 30, 100, 129, 130]) n
      where c.name in ('Vieux', 'Été') on conflict (cycle, day) do update set harvested = excluded.harvested`);
    const { items } = await sakaCycles(db);
    expect(items.map((c) => [c.name, c.days.map((d) => d.harvested).filter((n) => n > 0)])).toEqual([
      ['Été', [29]],
      ['Printemps', [15]],
      ['Vieux', [129, 100, 30, 29]],
    ]);
    await db.query(
      `delete from cycle_day where cycle in (select id from cycle where name in ('Vieux')) or harvested > 20
        and cycle in (select id from cycle where name = 'Été')`,
    );
    await db.query(`update cycle_day set harvested = 0 where cycle = $1`, [summer]);
  });
  it('R13: public figures are read from rollups: they need neither transfers nor wallets', async () => {
    const gone = new Error('undone');
    await expect(
      database().transaction(async (tx) => {
        await tx.query('drop table transfer cascade');
        await tx.query('drop table wallet cascade');
        expect(await sakaStats(tx)).toMatchObject({ harvested: 315, wallets: 3 });
        expect((await sakaCycles(tx)).outside.harvested).toBe(300);
        expect((await topProjects(tx)).items).toHaveLength(1);
        expect((await sakaSilo(tx, config)).balance).toBe(28);
        throw gone;
      }),
    ).rejects.toBe(gone);
  });
  it('R11: the audit reports a season whose figures differ from the ledger', async () => {
    const db = database();
    const gaps = () => gapsOf(db);
    expect(await gaps()).toEqual([]);
    for (const part of ['harvested', 'planted', 'composted', 'redistributed', 'adjusted', 'wallets']) {
      await db.query(`update cycle_day set ${part} = ${part} + 1`);
      expect(await gaps()).toEqual([`cycle.${part}`]);
      await db.query(`update cycle_day set ${part} = ${part} - 1`);
    }
    await db.query(`update cycle_day set day = day - 1 where cycle = $1`, [spring]);
    expect(await gaps()).toEqual(['cycle.harvested', 'cycle.planted']);
    await db.query(`update cycle_day set day = day + 1 where cycle = $1`, [spring]);
  });
});

describe('rollups under concurrent acts (PostgreSQL)', () => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await openFreshPostgres();
  });
  afterAll(() => opened.close());

  it('R11: no grain is lost or counted twice while members act, two combiners drain and the season changes', async () => {
    const { db } = opened;
    await db.query('insert into silo (id) values ($1)', [newId()]);
    const [project, poll] = [
      await addProject(db, await addCommunity(db)),
      await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 1 } }),
    ];
    const members = await Promise.all(Array.from({ length: 6 }, () => addMember(db)));
    for (const m of members) await giveGrains(db, m, 200);
    await season(db, 'Un');
    const stop = new AbortController();
    const combiner = async () => {
      while (!stop.signal.aborted) await drain(db, 7);
    };
    const auditor = async () => {
      while (!stop.signal.aborted) expect(await gapsOf(db)).toEqual([]);
    };
    const actor = async (m: TestMember, i: number) => {
      for (let n = 0; n < 12; n++) {
        await boost(db, m, project, 1 + (n % 3));
        if (n % 4 === 1) await vote(db, m, poll, { a: 1 + (n % 5) });
        if (n % 4 === 3) await post(db, m, 'wallet', 'silo', 1, 'compost', null);
        if (n === 6 && i === 0) await season(db, 'Deux');
      }
    };
    const others = [combiner(), combiner(), auditor()];
    await Promise.all(members.map(actor)).finally(() => stop.abort());
    await Promise.all(others);
    while ((await drain(db)).deltas > 0);
    expect(await gapsOf(db)).toEqual([]);
    const [sum] = await db.query<{ planted: number }>(
      `select sum(amount * case when reason = 'poll_refund' then -1 else 1 end)::bigint as planted from transfer
        where reason in ('project_boost', 'poll_spend', 'poll_refund')`,
    );
    expect((await sakaStats(db)).planted).toBe(sum?.planted);
  });
});

it('R11: the upgrade fills the rollups from existing transfers; a boost that waits for the combiner is counted once', async () => {
  const folder = new URL('../../../../prisma/migrations/', import.meta.url);
  const files = (await readdir(folder)).filter((f) => f.endsWith('.sql')).sort();
  const lite = new PGlite({ extensions: { pg_trgm, unaccent } });
  const run = async (from: string, to: string): Promise<void> => {
    for (const f of files.filter((name) => name >= from && name < to))
      await lite.exec(await readFile(new URL(f, folder), 'utf8'));
  };
  await run('', '070');
  const [season1, member, project] = [newId(), newId(), newId()];
  await lite.exec(`
    insert into wallet (member, rev) values ('${member}', 1);
    insert into transfer (member, rev, from_account, to_account, amount, reason, cycle, at) values
      ('${member}', 1, 'source', 'wallet', 50, 'invite_accepted', null, '2026-03-01T23:59:59Z'),
        ('${member}', 2, 'wallet', 'planted_poll', 9, 'poll_spend', '${season1}', '2026-03-02T00:00:00Z'),
      ('${member}', 3, 'planted_poll', 'wallet', 4, 'poll_refund', '${season1}', '2026-03-05T10:00:00Z'),
        ('${member}', 4, 'wallet', 'silo', 6, 'compost', '${season1}', '2026-03-05T11:00:00Z'),
      ('${member}', 5, 'wallet', 'planted_project', 3, 'project_boost', '${season1}', '2026-03-05T12:00:00Z'),
        ('${member}', 6, 'wallet', 'source', 1, 'manual_adjust', null, '2026-03-05T12:00:00Z');
    insert into project_delta (member, project, grains, supporters) values ('${member}', '${project}', 3, 1);`);
  await run('070', '071');
  const { rows } = await lite.query<{ line: string }>(
    `select concat_ws(' ', case when cycle = '${season1}' then 'season' else 'outside' end, to_char(day, 'MM-DD'),
      harvested, planted, composted, redistributed, adjusted) as line from cycle_day where wallets = 0 order by day, 1`,
  );
  expect(rows.map((r) => r.line)).toEqual([
    'outside 03-01 50 0 0 0 0',
    'season 03-02 0 9 0 0 0',
    'outside 03-05 0 0 0 0 -1',
    'season 03-05 0 -1 6 0 0',
  ]);
  expect((await lite.query('select sum(wallets)::int as n from cycle_day')).rows).toEqual([{ n: 1 }]);
  expect((await lite.query('select day from project_delta')).rows).toEqual([{ day: null }]);
  await lite.close();
});
