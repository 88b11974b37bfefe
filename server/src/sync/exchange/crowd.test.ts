/** More concurrent exchanges than the server admits: who waits, who is told to come back, and that no act is lost. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  memberScope,
  PROTOCOL,
  type Answer,
  type ExchangeLine,
  type MutationEnvelope,
} from '@egoejo/shared/sync/protocol.ts';
import { newId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { boost, newMember, outcome, walletOf } from '../../testing/acts.ts';
import { MOST_A_DAY } from '../../platform/limits/acts-a-day.ts';
import { createTestApp, HOST, type TestApp } from '../../testing/servers/app.ts';
import { openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import type { Caller } from './exchange-deps.ts';
import { EXCHANGES } from './serve.ts';

interface Device extends Caller {
  token: string;
  acts: MutationEnvelope[];
}
interface Told {
  status: number;
  retryAfter: number;
  body: string;
}

describe('a crowd of exchanges', () => {
  let opened: OpenDatabase;
  let t: TestApp;
  let project: ProjectId;
  beforeAll(async () => {
    opened = await openFreshPostgres();
    t = await createTestApp(opened.db);
    project = await addProject(opened.db, await addCommunity(opened.db));
  });
  afterAll(async () => {
    await t.close();
    await opened.close();
  });

  /** A signed-in member with 50 grains and three queued boosts of one grain. */
  async function deviceAway(): Promise<Device> {
    const { db } = opened;
    const { member, device } = await newMember(db, 50);
    const sid = newId();
    await db.query(
      `insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', ` +
        `'\\x00', now() + interval '1 day')`,
      [sid, member, device],
    );
    const token = await signAccess(t.deps.keys, { member, device, sid, roles: [] });
    return { member, device, token, acts: [boost(project, 1), boost(project, 1), boost(project, 1)] };
  }
  const headersOf = (device: Device) => ({
    host: HOST,
    origin: `http://${HOST}`,
    'x-egoejo': '1',
    'content-type': 'application/json',
    authorization: `Bearer ${device.token}`,
  });
  const bodyOf = ({ member, device, acts }: Device): string =>
    JSON.stringify({
      protocol: PROTOCOL,
      member,
      device,
      epoch: null,
      cursors: [{ scope: memberScope(member), entities: { profile: 1 }, rev: 0, table: '', id: '' }],
      mutations: acts,
      outboxEmpty: true,
    });
  async function exchange(device: Device, body = bodyOf(device)): Promise<Told> {
    const answer = await t.app.inject({
      method: 'POST',
      url: '/sync/exchange',
      headers: headersOf(device),
      payload: body,
    });
    return { status: answer.statusCode, retryAfter: Number(answer.headers['retry-after'] ?? 0), body: answer.body };
  }
  const verdicts = ({ body }: Told): string[] =>
    body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ExchangeLine)
      .flatMap((line): Answer[] => (line.t === 'verdicts' ? line.answers : []))
      .map(outcome);
  const applied = ['applied', 'applied', 'applied'];

  it('S8 S20: exchanges over capacity get a retry time at once; in the end everyone has each verdict once', async () => {
    const { db } = opened;
    const crowd = await Promise.all(Array.from({ length: 80 }, deviceAway));
    const [first, last] = [crowd.slice(0, EXCHANGES.places), crowd.slice(50)];
    let all: Promise<Told>[] = [];
    // The exchanges that start first wait for their locked counters, so all later ones find every place taken.
    await db.transaction(async (tx) => {
      await tx.query('select from member_counter where member = any($1::uuid[]) for no key update', [
        first.map((d) => d.member),
      ]);
      all = crowd.map((device) => exchange(device));
      for (const told of await Promise.all(all.slice(50))) {
        expect(told).toMatchObject({ status: 429, body: expect.stringContaining('sync.rate_limited') });
        expect(told.retryAfter).toBeGreaterThanOrEqual(1);
      }
      // Refused before its body is read.
      expect(await exchange(last[0]!, '{ no json')).toMatchObject({ status: 429 });
      expect((await t.app.inject('/health')).statusCode).toBe(200);
      // The database answers; no jobs run in this test.
      expect((await t.app.inject('/ready')).json()).toMatchObject({ database: true, migrations: true });
    });
    const answers = await Promise.all(all);
    const accepted = answers.filter((a) => a.status === 200);
    expect(accepted.length).toBeGreaterThan(EXCHANGES.places);
    expect(accepted.map(verdicts)).toEqual(accepted.map(() => applied));
    for (const [i, device] of crowd.entries())
      if (answers[i]?.status === 429) expect(verdicts(await exchange(device))).toEqual(applied);
    for (const { member } of crowd) expect(await walletOf(db, member)).toMatchObject({ balance: 47, ledger: 47 });
    expect((await db.query<{ n: number }>('select count(*) as n from receipt'))[0]?.n).toBe(80 * 3);
  });

  it('S5: the verdicts are sent even if the changes cannot be read, in an answer without an end', async () => {
    const device = await deviceAway();
    const bug = vi.spyOn(t.deps.reports, 'bug').mockReturnValue();
    const run = opened.db.transaction.bind(opened.db);
    const transaction = vi
      .spyOn(opened.db, 'transaction')
      .mockImplementation((work, options) =>
        options?.readOnly ? Promise.reject(new Error('the changes cannot be read')) : run(work, options),
      );
    const told = await exchange(device);
    transaction.mockRestore();
    expect([told.status, verdicts(told), told.body.includes('"t":"end"')]).toEqual([200, applied, false]);
    expect(bug.mock.calls).toEqual([[new Error('the changes cannot be read'), { route: 'settle exchange' }]]);
    bug.mockRestore();
    expect((await exchange(device)).body).toContain('"t":"end"');
  });

  it('a request without credentials is refused unread when it is longer than a visitor’s cursors can be', async () => {
    const headers = { host: HOST, origin: `http://${HOST}`, 'x-egoejo': '1', 'content-type': 'application/json' };
    const send = (payload: string) => t.app.inject({ method: 'POST', url: '/sync/exchange', headers, payload });
    const long = await send(`{ no json ${' '.repeat(48 * 1024)}`);
    expect([long.statusCode, long.json()]).toEqual([
      413,
      { error: { code: 'sync.too_large', params: { max: 48 * 1024 } } },
    ]);
    expect((await send('{ no json')).statusCode).toBe(400);
  });

  it('S8: a flood of visitors, some with forged tokens, stays within its share of places, and every member is served meanwhile', async () => {
    const { db } = opened;
    const members = await Promise.all(Array.from({ length: 20 }, deviceAway));
    const reading = JSON.stringify({
      protocol: PROTOCOL,
      member: null,
      device: null,
      epoch: null,
      cursors: [{ scope: 'public', entities: { story: 1 }, rev: 0, table: '', id: '' }],
      mutations: [],
      outboxEmpty: true,
    });
    const visit = (i: number) =>
      t.app.inject({
        method: 'POST',
        url: '/sync/exchange',
        remoteAddress: `203.0.113.${i}`,
        payload: reading,
        headers: {
          host: HOST,
          origin: `http://${HOST}`,
          'x-egoejo': '1',
          'content-type': 'application/json',
          ...(i % 2 === 0 && { authorization: 'Bearer forged', cookie: 'egoejo_refresh=forged' }),
        },
      });
    let visits: ReturnType<typeof visit>[] = [];
    // Reading stories waits here, and visitors ask for stories.
    await db.transaction(async (tx) => {
      await tx.query('lock table story in access exclusive mode');
      visits = Array.from({ length: 60 }, (_, i) => visit(i));
      const stuck = async (): Promise<number> =>
        (
          await db.query<{ n: number }>(
            `select count(*) as n from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
          )
        )[0]?.n ?? 0;
      await expect.poll(stuck).toBe(EXCHANGES.shares.visitor.places);
      const free = EXCHANGES.places - EXCHANGES.shares.visitor.places;
      for (let i = 0; i < members.length; i += free) {
        const some = members.slice(i, i + free);
        expect((await Promise.all(some.map((device) => exchange(device)))).map(verdicts)).toEqual(
          some.map(() => applied),
        );
      }
      expect(await stuck()).toBe(EXCHANGES.shares.visitor.places);
    });
    const told = (await Promise.all(visits)).map((a) => a.statusCode);
    expect(new Set(told)).toEqual(new Set([200, 429]));
    expect(told.filter((status) => status === 200).length).toBeGreaterThanOrEqual(EXCHANGES.shares.visitor.places);
  });

  it('a refused request frees its place', async () => {
    const device = await deviceAway();
    for (let i = 0; i < 2 * EXCHANGES.places; i++) expect((await exchange(device, '{}')).status).toBe(400);
    expect(verdicts(await exchange(device))).toEqual(applied);
  });

  it('an account over its daily limit of acts gets a retry time, and none of its acts is settled', async () => {
    const device = await deviceAway();
    expect(t.deps.limits.acts(device.member, MOST_A_DAY - 3)).toBeNull();
    expect(verdicts(await exchange(device))).toEqual(applied);
    const more = { ...device, acts: [boost(project, 1)] };
    expect(await exchange(more)).toMatchObject({
      status: 429,
      retryAfter: 3600,
      body: expect.stringContaining('sync.rate_limited'),
    });
    expect((await exchange({ ...device, acts: [] })).status).toBe(200);
    expect(await walletOf(opened.db, device.member)).toMatchObject({ balance: 47 });
  });

  it('a slow request body occupies no place', async () => {
    const address = new URL(await t.app.listen({ port: 0, host: '127.0.0.1' }));
    const slow = await deviceAway();
    const body = bodyOf(slow);
    const head = Object.entries({ ...headersOf(slow), 'content-length': body.length, expect: '100-continue' })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const sockets = await Promise.all(
      Array.from({ length: 60 }, async (): Promise<Socket> => {
        const socket = connect(Number(address.port), address.hostname);
        socket.write(`POST /sync/exchange HTTP/1.1\r\n${head}\r\n`);
        // "100 Continue": the server has read the headers.
        await once(socket, 'data');
        socket.write(body.slice(0, 20));
        return socket;
      }),
    );
    expect(verdicts(await exchange(await deviceAway()))).toEqual(applied);
    for (const socket of sockets) socket.destroy();
  });
});
