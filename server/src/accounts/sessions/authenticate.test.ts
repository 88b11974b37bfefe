import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { PROTOCOL } from '@egoejo/shared/sync/protocol.ts';
import { rotateIfOlder, rotateKeys, signingKeys } from '../../platform/keys/signing-keys.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember, type TestMember } from '../../testing/world.ts';
import { COOKIE, identify } from './authenticate.ts';
import { openSession } from './sessions.ts';
import { signAccess, verifyAccess, wasSigned } from './tokens.ts';

eachDatabase('authentication of a request', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  /** A browser that signed in a week ago: its refresh cookie is valid, its access token has expired. */
  async function weekOffline(): Promise<{ browser: Browser; member: TestMember; sid: string }> {
    const member = await addMember(database());
    const session = await openSession(database(), member.id, member.device, 90, { agent: '', address: '' });
    const browser = t.browser();
    browser.cookie = session.refreshToken;
    browser.accessToken = await expired(member.id, member.device, session.sid);
    return { browser, member, sid: session.sid };
  }
  async function expired(member: MemberId, device: DeviceId, sid: string): Promise<string> {
    const { kid, secret } = await t.deps.keys.current();
    const weekAgo = Math.floor(Date.now() / 1000) - 7 * 86_400;
    return new SignJWT({ sid, dev: device, roles: [] })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setSubject(member)
      .setIssuer('egoejo')
      .setIssuedAt(weekAgo)
      .setExpirationTime(weekAgo + 3600)
      .sign(secret);
  }
  const exchange = (
    browser: Browser,
    { id, device }: TestMember,
    headers: Record<string, string> = {},
    mutations?: [],
  ) =>
    browser.send({
      method: 'POST',
      url: '/sync/exchange',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({
        protocol: PROTOCOL,
        member: id,
        device,
        epoch: null,
        cursors: [],
        outboxEmpty: true,
        mutations: mutations ?? [
          {
            key: newId(),
            seq: 1,
            name: 'profile.update',
            version: 1,
            args: { name: 'Moussa' },
            madeAt: new Date().toISOString(),
          },
        ],
      }),
    });
  const lines = (body: object): Record<string, unknown>[] =>
    String('text' in body ? body.text : JSON.stringify(body))
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));

  it('S21: an exchange with an expired access token is settled by the refresh cookie and returns a new token', async () => {
    const { browser, member } = await weekOffline();
    await database().query(`update session set used_at = now() - interval '7 days' where member = $1`, [member.id]);
    const before = browser.cookie;
    const answer = await exchange(browser, member);
    expect(answer.status).toBe(200);
    const [head, verdicts] = lines(answer.body);
    expect(verdicts).toMatchObject({ t: 'verdicts', answers: [{ verdict: { status: 'applied' } }] });
    expect(await verifyAccess(t.deps.keys, String(head?.['accessToken']))).toMatchObject({
      member: member.id,
      device: member.device,
    });
    expect(browser.cookie).not.toBe(before);

    // Simulate a lost answer: the same cookie is sent once more.
    browser.cookie = before;
    expect((await exchange(browser, member)).status).toBe(200);
    // With a valid access token, nothing is rotated.
    browser.accessToken = String(head?.['accessToken']);
    const now = browser.cookie;
    const again = await exchange(browser, member);
    expect(lines(again.body)[0]).not.toHaveProperty('accessToken');
    expect(browser.cookie).toBe(now);
  });

  it('S21: an exchange names its member; it is refused if the session belongs to another one', async () => {
    const { browser } = await weekOffline();
    const other = await addMember(database());
    const answer = await exchange(browser, other);
    expect(answer.body).toMatchObject({ code: 'sync.wrong_member' });
    expect(await database().query('select name from member where id = $1', [other.id])).not.toEqual([
      { name: 'Moussa' },
    ]);
  });

  it('S21: an exchange without a session is answered 401, and nothing is settled', async () => {
    const member = await addMember(database());
    const answer = await exchange(t.browser(), member);
    expect([answer.status, answer.body]).toMatchObject([401, { code: 'sync.unauthenticated' }]);
    expect(await database().query('select count(*) as n from receipt where member = $1', [member.id])).toEqual([
      { n: 0 },
    ]);
  });

  it('refuses an exchange that another site sends with the cookie', async () => {
    const { browser, member } = await weekOffline();
    const before = browser.cookie;
    expect((await exchange(browser, member, { origin: 'http://evil.test' })).status).toBe(403);
    expect(browser.cookie).toBe(before);
  });

  it('refuses the access token of an ended session', async () => {
    const { browser, member, sid } = await weekOffline();
    browser.accessToken = await signAccess(t.deps.keys, { member: member.id, device: member.device, sid, roles: [] });
    expect((await browser.query('accounts.me')).status).toBe(200);
    await database().query('update session set ended_at = now() where id = $1', [sid]);
    expect((await browser.query('accounts.me')).status).toBe(401);
    expect((await exchange(browser, member)).status).toBe(401);
  });

  it('S21: an exchange that sends nothing is one statement, which also checks the session', async () => {
    const { browser, member, sid } = await weekOffline();
    browser.cookie = undefined;
    browser.accessToken = await signAccess(t.deps.keys, { member: member.id, device: member.device, sid, roles: [] });
    const idle = () => exchange(browser, member, {}, []);
    // The first exchange of a day notes that the device is quiet.
    expect((await idle()).status).toBe(200);
    const statements = vi.spyOn(t.deps.db, 'query');
    try {
      expect((await idle()).status).toBe(200);
      // The poke of an earlier test's act may be sent meanwhile.
      expect(statements.mock.calls.filter(([sql]) => !sql.includes('pg_notify'))).toHaveLength(1);
    } finally {
      statements.mockRestore();
    }
    await database().query('update session set ended_at = now() where id = $1', [sid]);
    expect((await idle()).status).toBe(401);
  });

  it('S21: when the session of the access token has ended, the cookie of a later one is used', async () => {
    const { browser, member, sid } = await weekOffline();
    const over = await openSession(database(), member.id, member.device, 90, { agent: '', address: '' });
    const { id, device } = member;
    browser.accessToken = await signAccess(t.deps.keys, { member: id, device, sid: over.sid, roles: [] });
    await database().query('update session set ended_at = now() where id = $1', [over.sid]);
    const [head, verdicts] = lines((await exchange(browser, member)).body);
    expect(verdicts).toMatchObject({ t: 'verdicts', answers: [{ verdict: { status: 'applied' } }] });
    expect(await verifyAccess(t.deps.keys, String(head?.['accessToken']))).toMatchObject({ sid });
  });

  it('an access token is no longer accepted once it has expired, although its signature was found good before', async () => {
    const { member, sid } = await weekOffline();
    const token = await signAccess(t.deps.keys, { member: member.id, device: member.device, sid, roles: [] });
    expect(await verifyAccess(t.deps.keys, token)).toMatchObject({ sid });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    try {
      expect(await verifyAccess(t.deps.keys, token)).toBeNull();
      expect(await wasSigned(t.deps.keys, token)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses tokens that are forged, unsigned, or signed by one of our keys for another purpose', async () => {
    const { member, sid } = await weekOffline();
    const identity = { member: member.id, device: member.device, sid, roles: [] };
    const good = await signAccess(t.deps.keys, identity);
    const [header = '', payload = '', signature = ''] = good.split('.');
    // Always change the first letter: a fixed replacement could by chance equal the original.
    const forged = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: (await t.deps.keys.current()).kid })).toString(
      'base64url',
    );
    const { kid, secret } = await t.deps.keys.current();
    const elsewhere = await new SignJWT({ sid, dev: member.device })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setSubject(member.id)
      .setIssuer('x')
      .setExpirationTime('1 h')
      .sign(secret);
    for (const token of [
      '',
      'x',
      'x.y.z',
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${header}.${payload}.${forged}`,
      elsewhere,
    ]) {
      expect(await verifyAccess(t.deps.keys, token)).toBeNull();
    }
    expect(await verifyAccess(t.deps.keys, good)).toEqual(identity);
  });

  it('signs with a new key after a rotation; the old one verifies until its last token has expired', async () => {
    const db = database();
    const { member, sid } = await weekOffline();
    const identity = { member: member.id, device: member.device, sid, roles: [] };
    let now = Date.now();
    const keys = signingKeys(db, () => now);
    const old = await signAccess(keys, identity);
    const oldKid = (await keys.current()).kid;
    const newKid = await rotateKeys(db);
    now += 61_000;
    expect((await keys.current()).kid).toBe(newKid);
    expect(await verifyAccess(keys, old)).toEqual(identity);
    // A process that has not heard of the rotation accepts the new key's tokens at once.
    expect(await verifyAccess(t.deps.keys, await signAccess(keys, identity))).toEqual(identity);

    const [row] = await db.query<{ left: string | number }>(
      'select extract(epoch from retires_at - now()) as left from signing_key where kid = $1',
      [oldKid],
    );
    expect(Number(row?.left)).toBeGreaterThan(3600);
    await db.query(`update signing_key set retires_at = now() - interval '1 second' where kid = $1`, [oldKid]);
    now += 61_000;
    expect(await verifyAccess(keys, old)).toBeNull();
  });

  it('a job rotates the key only when it is thirty days old', async () => {
    const db = database();
    const current = async () =>
      (await db.query<{ kid: string }>('select kid from signing_key where retires_at is null')).map((r) => r.kid);
    const [before] = await current();
    await rotateIfOlder(db, 30);
    expect(await current()).toEqual([before]);
    await db.query(`update signing_key set created_at = now() - interval '31 days' where kid = $1`, [before]);
    await rotateIfOlder(db, 30);
    const after = await current();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual([before]);
  });

  it('identifies the reader by the cookie alone, without rotating it', async () => {
    const { browser, member } = await weekOffline();
    const before = browser.cookie;
    const read = async (headers: Record<string, string>) => {
      const probe = fastify();
      await probe.register(cookie);
      probe.get('/', (request) => identify(t.deps, request).then((who) => ({ who })));
      return (await probe.inject({ url: '/', headers })).json<{ who: unknown }>().who;
    };
    expect(await read({ cookie: `${COOKIE}=${before}` })).toMatchObject({ member: member.id, device: member.device });
    expect(await read({ cookie: `${COOKIE}=${before}` })).toMatchObject({ member: member.id });
    expect(await read({ cookie: `${COOKIE}=nonsense` })).toBeNull();
    expect(await read({})).toBeNull();
    expect((await browser.mutate('accounts.refresh')).status).toBe(200);
  });
});
