import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { bucketOf } from './quantile.ts';
import { PROTOCOL, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { forgetDays } from '../../administration/jobs.ts';
import { readEconomy } from '../../administration/economy.ts';
import { act, boost, newMember } from '../../testing/acts.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { onTwoServers } from '../../testing/servers/two-servers.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import { AppError } from '../http/app-error.ts';
import type { Database } from '../database/database.ts';
import { createServiceDays, keepFlushing } from './service-days.ts';

const all = (db: Database) =>
  db.query<{ day: string; kind: string; bucket: string; n: number }>(
    'select day::text as day, kind, bucket, n from service_day order by day, kind, bucket',
  );
const today = (): string => new Date().toISOString().slice(0, 10);

onTwoServers('two servers that count at the same time (PostgreSQL)', (at) => {
  it('the counts of two servers add up, even when both write the same counters at the same time', async () => {
    const { db, one, two } = at();
    const codes = ['saka.insufficient_grains', 'poll.closed', 'sync.bad_args', 'account.banned'];
    for (let round = 0; round < 25; round++) {
      // Each counts the codes first in a different order.
      await Promise.all(
        [one, one, two, two].map((server, i) => server.run('countRefusals', [...codes.slice(i), ...codes.slice(0, i)])),
      );
    }
    expect(await all(db)).toEqual(
      [
        { kind: 'boost', bucket: String(bucketOf(10)) },
        { kind: 'error', bucket: 'answer' },
        { kind: 'refused', bucket: '0.1.0-a account.banned' },
        { kind: 'refused', bucket: '0.1.0-a poll.closed' },
        { kind: 'refused', bucket: '0.1.0-a saka.insufficient_grains' },
        { kind: 'refused', bucket: '0.1.0-a sync.bad_args' },
      ].map((row) => ({ day: today(), ...row, n: 100 })),
    );
  });
});

eachDatabase('counting by a server', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
    t.app.get('/broken', () => {
      throw new Error('a bug');
    });
    t.app.get('/busy', () => {
      throw new AppError('sync.busy', { seconds: 2 });
    });
  });
  afterAll(() => t.close());

  it('counts exchanges with a boost by duration, and throwing settlements and 500 answers as errors, and nothing else', async () => {
    const db = database();
    const caller = await newMember(db, 50);
    const sid = newId();
    await db.query(
      `insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', ` +
        `'\\x00', now() + interval '1 day')`,
      [sid, caller.member, caller.device],
    );
    const browser = t.browser();
    browser.accessToken = await signAccess(t.deps.keys, { ...caller, sid, roles: [] });
    const project = await addProject(db, await addCommunity(db));
    const exchange = (...mutations: MutationEnvelope[]) =>
      browser.send({
        method: 'POST',
        url: '/sync/exchange',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({
          protocol: PROTOCOL,
          ...caller,
          epoch: null,
          cursors: [],
          mutations,
          outboxEmpty: true,
        }),
      });
    await exchange(boost(project, 1), boost(project, 2));
    await exchange(boost(project, 3), act('preferences.set', { eco: 4 }));
    await exchange(act('preferences.set', { eco: 5 }));
    await exchange();
    for (const url of ['/health', '/none', '/broken', '/busy']) await t.app.inject(url);
    await db.script(`create function broken() returns trigger language plpgsql as $$
      begin raise exception 'a bug'; end $$;
      create trigger broken before insert or update on preferences for each row execute function broken();`);
    await exchange(act('preferences.set', { eco: 3 }));
    await t.deps.days.flush();
    expect(
      await db.query(
        `select kind, bucket, sum(n)::bigint as n from (select kind, case when kind = $1 then $1
          else bucket end as bucket, n from service_day) d group by 1, 2 order by 1, 2`,
        ['boost'],
      ),
    ).toEqual([
      { kind: 'boost', bucket: 'boost', n: 2 },
      { kind: 'error', bucket: 'answer', n: 1 },
      { kind: 'error', bucket: 'settlement', n: 1 },
    ]);
  });
});

eachDatabase('daily counters of the service', (database) => {
  it('are kept while the database does not answer, written at the next flush and at stop, and counted once', async () => {
    const db = database();
    let down = true;
    const failing: Pick<Database, 'query'> = {
      query: (sql, params) => (down ? Promise.reject(new Error('down')) : db.query(sql, params)),
    };
    const days = createServiceDays(failing);
    const errors: unknown[] = [];
    const stop = keepFlushing(days, (error) => errors.push(error));
    days.error('settlement');
    await expect(days.flush()).rejects.toThrow('down');
    down = false;
    days.error('settlement');
    await stop();
    await days.flush();
    expect([await all(db), errors]).toEqual([[{ day: today(), kind: 'error', bucket: 'settlement', n: 2 }], []]);
    await db.query('delete from service_day');
  });

  it('distinguish only a limited number of client versions', async () => {
    const db = database();
    const days = createServiceDays(db);
    for (let i = 0; i < 1000; i++) days.refused('sync.bad_args', `v${i}`);
    await days.flush();
    const rows = await all(db);
    expect([rows.length, rows.find((r) => r.bucket === 'other sync.bad_args')?.n]).toEqual([301, 700]);
    await db.query('delete from service_day');
  });

  it('are read as median, 95th percentile and errors of each of thirty days, then deleted', async () => {
    const db = database();
    let clock = Date.now();
    const days = createServiceDays(db, () => clock);
    for (let i = 0; i < 90; i++) days.took('boost', 0.01);
    for (let i = 0; i < 10; i++) days.took('boost', 0.4);
    days.error('answer');
    days.error('settlement');
    clock -= 29 * 86_400_000;
    days.took('boost', 0.1);
    clock -= 86_400_000;
    days.error('answer');
    clock -= 10 * 86_400_000;
    days.error('answer');
    await days.flush();
    const read = (await readEconomy(db, 90)).days.map(({ boostP50, boostP95, errors }) => ({
      boostP50,
      boostP95,
      errors,
    }));
    expect(read).toHaveLength(30);
    expect(read[28]).toEqual({ boostP50: null, boostP95: null, errors: 0 });
    expect(read[29]?.errors).toBe(2);
    expect(read[29]?.boostP50).toBeGreaterThan(8);
    expect(read[29]?.boostP50).toBeLessThan(12);
    expect(read[29]?.boostP95).toBeGreaterThan(330);
    expect(read[29]?.boostP95).toBeLessThan(480);
    expect(read[0]).toEqual({ boostP50: 108, boostP95: 108, errors: 0 });
    expect(await all(db)).toHaveLength(7);
    await forgetDays(db);
    expect(await all(db)).toHaveLength(6);
  });
});
