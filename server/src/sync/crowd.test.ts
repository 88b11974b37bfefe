/** More exchanges at once than the server works at: who waits, who is told to come back, and that nobody loses anything. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberScope, PROTOCOL, type Answer, type ExchangeLine, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { newId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { signAccess } from '../accounts/tokens.ts';
import { boost, newMember, outcome, walletOf } from '../testing/acts.ts';
import { createTestApp, HOST, type TestApp } from '../testing/app.ts';
import { onPostgres, openFreshPostgres, type OpenDatabase } from '../testing/postgres.ts';
import { addCommunity, addProject } from '../testing/world.ts';
import type { Caller } from './exchange.ts';
import { EXCHANGES } from './http.ts';

interface Device extends Caller {
  token: string;
  acts: MutationEnvelope[];
}
interface Told {
  status: number;
  retryAfter: number;
  body: string;
}

onPostgres('a crowd of exchanges', () => {
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

  /** A member with 50 grains, signed in, with three boosts of one grain queued. */
  async function deviceAway(): Promise<Device> {
    const { db } = opened;
    const { member, device } = await newMember(db, 50);
    const sid = newId();
    await db.query(`insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', '\\x00', now() + interval '1 day')`, [sid, member, device]);
    const token = await signAccess(t.deps.keys, { member, device, sid, roles: [] });
    return { member, device, token, acts: [boost(project, 1), boost(project, 1), boost(project, 1)] };
  }
  const headersOf = (device: Device) => ({ host: HOST, origin: `http://${HOST}`, 'x-egoejo': '1', 'content-type': 'application/json', authorization: `Bearer ${device.token}` });
  const bodyOf = ({ member, device, acts }: Device): string => JSON.stringify({
    protocol: PROTOCOL, member, device, epoch: null, cursors: [{ scope: memberScope(member), entities: { profile: 1 }, rev: 0, table: '', id: '' }], mutations: acts, outboxEmpty: true,
  });
  async function exchange(device: Device, body = bodyOf(device)): Promise<Told> {
    const answer = await t.app.inject({ method: 'POST', url: '/sync/exchange', headers: headersOf(device), payload: body });
    return { status: answer.statusCode, retryAfter: Number(answer.headers['retry-after'] ?? 0), body: answer.body };
  }
  const verdicts = ({ body }: Told): string[] => body.trim().split('\n').map((line) => JSON.parse(line) as ExchangeLine)
    .flatMap((line): Answer[] => (line.t === 'verdicts' ? line.answers : [])).map(outcome);
  const applied = ['applied', 'applied', 'applied'];

  it('S8 S20: of more exchanges than may work and wait the rest are told at once when to come back; then everyone has each verdict once', async () => {
    const { db } = opened;
    const crowd = await Promise.all(Array.from({ length: 80 }, deviceAway));
    const [first, last] = [crowd.slice(0, EXCHANGES.places), crowd.slice(50)];
    let all: Promise<Told>[] = [];
    // Whoever works first finds their counter held, so everybody else finds every place taken.
    await db.transaction(async (tx) => {
      await tx.query('select from member_counter where member = any($1::uuid[]) for no key update', [first.map((d) => d.member)]);
      all = crowd.map((device) => exchange(device));
      for (const told of await Promise.all(all.slice(50))) {
        expect(told).toMatchObject({ status: 429, body: expect.stringContaining('sync.rate_limited') });
        expect(told.retryAfter).toBeGreaterThanOrEqual(1);
      }
      // Before its body is looked at.
      expect(await exchange(last[0]!, '{ no json')).toMatchObject({ status: 429 });
      expect((await t.app.inject('/health')).statusCode).toBe(200);
      // The database answers, though no jobs run here.
      expect((await t.app.inject('/ready')).json()).toMatchObject({ database: true, migrations: true });
    });
    const answers = await Promise.all(all);
    const accepted = answers.filter((a) => a.status === 200);
    expect(accepted.length).toBeGreaterThan(EXCHANGES.places);
    expect(accepted.map(verdicts)).toEqual(accepted.map(() => applied));
    for (const [i, device] of crowd.entries()) if (answers[i]?.status === 429) expect(verdicts(await exchange(device))).toEqual(applied);
    for (const { member } of crowd) expect(await walletOf(db, member)).toMatchObject({ balance: 47, ledger: 47 });
    expect((await db.query<{ n: number }>('select count(*) as n from receipt'))[0]?.n).toBe(80 * 3);
  });

  it('a request that is refused gives its place back', async () => {
    const device = await deviceAway();
    for (let i = 0; i < 2 * EXCHANGES.places; i++) expect((await exchange(device, '{}')).status).toBe(400);
    expect(verdicts(await exchange(device))).toEqual(applied);
  });

  it('a body that is long under way holds no place', async () => {
    const address = new URL(await t.app.listen({ port: 0, host: '127.0.0.1' }));
    const slow = await deviceAway();
    const body = bodyOf(slow);
    const head = Object.entries({ ...headersOf(slow), 'content-length': body.length, expect: '100-continue' }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const sockets = await Promise.all(Array.from({ length: 60 }, async (): Promise<Socket> => {
      const socket = connect(Number(address.port), address.hostname);
      socket.write(`POST /sync/exchange HTTP/1.1\r\n${head}\r\n`);
      // "100 Continue": the server has its head.
      await once(socket, 'data');
      socket.write(body.slice(0, 20));
      return socket;
    }));
    expect(verdicts(await exchange(await deviceAway()))).toEqual(applied);
    for (const socket of sockets) socket.destroy();
  });
});
