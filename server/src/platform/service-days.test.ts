import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { bucketOf } from '@egoejo/shared/platform/quantile.ts';
import { PROTOCOL, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { signAccess } from '../accounts/tokens.ts';
import { forgetDays } from '../administration/jobs.ts';
import { readEconomy } from '../administration/economy.ts';
import { act, boost, newMember } from '../testing/acts.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { createDatabase, eachDatabase, onPostgres } from '../testing/postgres.ts';
import { addCommunity, addProject } from '../testing/world.ts';
import { AppError } from './app-error.ts';
import { openPostgres, type Database } from './database.ts';
import { createServiceDays, keepFlushing } from './service-days.ts';

const all = (db: Database) => db.query<{ day: string; kind: string; bucket: string; n: number }>('select day::text as day, kind, bucket, n from service_day order by day, kind, bucket');
const today = (): string => new Date().toISOString().slice(0, 10);

onPostgres('two servers that count at once (PostgreSQL)', () => {
  let servers: Database[] = [];
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await createDatabase();
    drop = made.drop;
    servers = await Promise.all([openPostgres({ url: made.url, max: 4 }), openPostgres({ url: made.url, max: 4 })]);
  });
  afterAll(async () => {
    for (const db of servers) await db.close();
    await drop();
  });

  it('what each counted adds up, however often both write the same counters at the same instant', async () => {
    const counting = servers.flatMap((db) => [createServiceDays(db), createServiceDays(db)]);
    for (let round = 0; round < 25; round++) {
      // Each first meets the counters in an order of its own.
      counting.forEach((days, i) => {
        const codes = ['saka.insufficient_grains', 'poll.closed', 'sync.bad_args', 'account.banned'];
        for (const code of [...codes.slice(i), ...codes.slice(0, i)]) days.refused(code, '0.1.0-a');
        days.boost(0.01);
        days.error('answer');
      });
      await Promise.all(counting.map((days) => days.flush()));
    }
    expect(await all(servers[0]!)).toEqual([
      { kind: 'boost', bucket: String(bucketOf(10)) }, { kind: 'error', bucket: 'answer' }, { kind: 'refused', bucket: '0.1.0-a account.banned' },
      { kind: 'refused', bucket: '0.1.0-a poll.closed' }, { kind: 'refused', bucket: '0.1.0-a saka.insufficient_grains' }, { kind: 'refused', bucket: '0.1.0-a sync.bad_args' },
    ].map((row) => ({ day: today(), ...row, n: 100 })));
  });
});

eachDatabase('a server that counts', (database) => {
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

  it('counts exchanges with a boost by their time, a settlement that throws and an answer 500 as errors, and nothing else', async () => {
    const db = database();
    const caller = await newMember(db, 50);
    const sid = newId();
    await db.query(`insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', '\\x00', now() + interval '1 day')`, [sid, caller.member, caller.device]);
    const browser = t.browser();
    browser.accessToken = await signAccess(t.deps.keys, { ...caller, sid, roles: [] });
    const project = await addProject(db, await addCommunity(db));
    const exchange = (...mutations: MutationEnvelope[]) => browser.send({
      method: 'POST', url: '/sync/exchange', headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ protocol: PROTOCOL, ...caller, epoch: null, cursors: [], mutations, outboxEmpty: true }),
    });
    await exchange(boost(project, 1), boost(project, 2));
    await exchange(boost(project, 3), act('preferences.set', { eco: 4 }));
    await exchange(act('preferences.set', { eco: 5 }));
    await exchange();
    for (const url of ['/health', '/none', '/broken', '/busy']) await t.app.inject(url);
    await db.script(`create function broken() returns trigger language plpgsql as $$ begin raise exception 'a bug'; end $$;
      create trigger broken before insert or update on preferences for each row execute function broken();`);
    await exchange(act('preferences.set', { eco: 3 }));
    await t.deps.days.flush();
    expect(await db.query('select kind, bucket, sum(n)::bigint as n from (select kind, case when kind = $1 then $1 else bucket end as bucket, n from service_day) d group by 1, 2 order by 1, 2', ['boost'])).toEqual([
      { kind: 'boost', bucket: 'boost', n: 2 }, { kind: 'error', bucket: 'answer', n: 1 }, { kind: 'error', bucket: 'settlement', n: 1 },
    ]);
  });
});

eachDatabase('counters of the service by day', (database) => {
  it('are kept while the database does not answer, written with the next flush and at stop, and counted once', async () => {
    const db = database();
    let down = true;
    const failing: Pick<Database, 'query'> = { query: (sql, params) => (down ? Promise.reject(new Error('down')) : db.query(sql, params)) };
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

  it('of versions that clients make up only so many are told apart', async () => {
    const db = database();
    const days = createServiceDays(db);
    for (let i = 0; i < 1000; i++) days.refused('sync.bad_args', `v${i}`);
    await days.flush();
    const rows = await all(db);
    expect([rows.length, rows.find((r) => r.bucket === 'other sync.bad_args')?.n]).toEqual([301, 700]);
    await db.query('delete from service_day');
  });

  it('are read as median, 95th percentile and errors of each of thirty days, and forgotten after', async () => {
    const db = database();
    let clock = Date.now();
    const days = createServiceDays(db, () => clock);
    for (let i = 0; i < 90; i++) days.boost(0.01);
    for (let i = 0; i < 10; i++) days.boost(0.4);
    days.error('answer');
    days.error('settlement');
    clock -= 29 * 86_400_000;
    days.boost(0.1);
    clock -= 86_400_000;
    days.error('answer');
    clock -= 10 * 86_400_000;
    days.error('answer');
    await days.flush();
    const read = (await readEconomy(db, 90)).days.map(({ boostP50, boostP95, errors }) => ({ boostP50, boostP95, errors }));
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
