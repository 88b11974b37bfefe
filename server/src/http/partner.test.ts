import { afterAll, beforeAll, expect, it } from 'vitest';
import { PARTNER_PER_MINUTE } from '@egoejo/shared/partners/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import type { PartnerToken } from './partner-tokens.ts';

eachDatabase('partner tokens', (database) => {
  let at: TestApp;
  let administrator: Browser;
  beforeAll(async () => {
    at = await createTestApp(database());
    const who = await signedIn(at, ['administrator']);
    administrator = who.browser;
    await database().query(`update member set name = 'Jeanne' where id = $1`, [who.member]);
  });
  afterAll(() => at.close());
  const create = async (scopes: string[], more: object = {}) =>
    (
      await administrator.mutate<{ id: string; token: string }>('partners.create', {
        name: 'Observatoire',
        scopes,
        ...more,
      })
    ).body;
  const listed = async (id: string) =>
    (await administrator.query<PartnerToken[]>('partners.list')).body.find((t) => t.id === id);
  const read = (path: string, token?: string, address = '203.0.113.31') =>
    at.app.inject({
      url: `/api/partner/v1/${path}`,
      remoteAddress: address,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  it('R13: an administrator creates a token and sees it once; only its hash is stored; both acts are in the audit log', async () => {
    const animator = (await signedIn(at, ['animator'])).browser;
    expect(await animator.mutate('partners.create', { name: 'x', scopes: ['saka'] })).toMatchObject({
      status: 403,
      body: { code: 'account.forbidden' },
    });
    expect(await administrator.mutate('partners.create', { name: 'x', scopes: ['wallets'] })).toMatchObject({
      status: 400,
      body: { code: 'sync.bad_args' },
    });
    const { id, token } = await create(['saka', 'impact']);
    expect(token).toMatch(/^egp_[\w-]{43}$/);
    expect(
      JSON.stringify(await database().query(`select t.*, encode(t.hash, 'escape') as raw from partner_token t`)),
    ).not.toContain(token.slice(4));
    const made = {
      id,
      name: 'Observatoire',
      scopes: ['saka', 'impact'],
      perMinute: 600,
      createdAt: expect.any(String),
      createdBy: 'Jeanne',
      lastUsedAt: null,
      revokedAt: null,
    };
    expect((await administrator.query('partners.list')).body).toEqual([made]);
    expect((await read('saka/stats', token)).statusCode).toBe(200);
    expect((await administrator.mutate('partners.revoke', { id })).status).toBe(200);
    expect(await administrator.mutate('partners.revoke', { id })).toMatchObject({
      status: 404,
      body: { code: 'partner.unknown' },
    });
    expect((await read('saka/stats', token)).statusCode).toBe(401);
    expect(await listed(id)).toMatchObject({ revokedAt: expect.any(String) });
    const log = await database().query<{ action: string; subject: string; detail: object }>(
      `select action, subject, detail from audit_log where action like 'partner.%' order by id`,
    );
    expect(log).toEqual([
      {
        action: 'partner.create',
        subject: id,
        detail: { name: 'Observatoire', scopes: ['saka', 'impact'], perMinute: 600 },
      },
      { action: 'partner.revoke', subject: id, detail: {} },
    ]);
    const shown = await administrator.query(
      `administration.log?input=${encodeURIComponent(JSON.stringify({ search: 'observatoire', before: null }))}`,
    );
    expect(shown.body).toMatchObject([
      { action: 'partner.revoke', subjectName: 'Observatoire' },
      { action: 'partner.create', subjectName: 'Observatoire' },
    ]);
  });
  it('R13: a request out of scope or without a valid token is refused with its code', async () => {
    const { token } = await create(['projects']);
    expect((await read('projects?limit=5', token)).json()).toMatchObject({ items: [], total: 0 });
    for (const path of ['saka/stats', 'saka/cycles', 'saka/silo', 'saka/top-projects', `impact/projects/${newId()}`]) {
      const refused = await read(path, token);
      expect([refused.statusCode, refused.json()], path).toEqual([
        403,
        { error: { code: 'partner.out_of_scope', params: { scope: path.split('/')[0] } } },
      ]);
    }
    for (const none of [undefined, 'egp_x', `egp_${'A'.repeat(43)}`, token.slice(0, -1)]) {
      const refused = await read('projects', none);
      expect([refused.statusCode, refused.json()]).toMatchObject([401, { error: { code: 'partner.unknown_token' } }]);
      expect(refused.headers['cache-control']).toBe('no-store');
    }
  });
  it('R13: each token has its own rate limit, whatever the address', async () => {
    const [busy, calm] = [await create(['saka']), await create(['saka'])];
    for (let i = 0; i < PARTNER_PER_MINUTE.usual; i++) await read('saka/silo', busy.token, `198.51.100.${i % 200}`);
    const refused = await read('saka/silo', busy.token, '198.51.100.250');
    expect([refused.statusCode, refused.json()]).toMatchObject([429, { error: { code: 'sync.rate_limited' } }]);
    expect((await read('saka/silo', calm.token)).statusCode).toBe(200);
  });
  it('R13: a token can have a lower rate limit than the usual one, within bounds', async () => {
    for (const perMinute of [0, 1.5, PARTNER_PER_MINUTE.most + 1])
      expect(await administrator.mutate('partners.create', { name: 'x', scopes: ['saka'], perMinute })).toMatchObject({
        status: 400,
        body: { code: 'sync.bad_args' },
      });
    const { id, token } = await create(['saka'], { perMinute: 2 });
    expect(await listed(id)).toMatchObject({ perMinute: 2 });
    expect([
      (await read('saka/silo', token)).statusCode,
      (await read('saka/silo', token)).statusCode,
      (await read('saka/silo', token)).statusCode,
    ]).toEqual([200, 200, 429]);
  });
  it('R13: the last use of a token is recorded, to the minute', async () => {
    const { id, token } = await create(['saka']);
    expect(await listed(id)).toMatchObject({ lastUsedAt: null });
    const used = async () => {
      await read('saka/silo', token);
      return (await listed(id))?.lastUsedAt ?? '';
    };
    const first = await used();
    expect(Math.abs(Date.parse(first) - Date.now())).toBeLessThan(60_000);
    expect(await used()).toBe(first);
    await database().query(`update partner_token set last_used_at = now() - interval '61 seconds' where id = $1`, [id]);
    const before = (await listed(id))?.lastUsedAt ?? '';
    expect(Date.parse(await used())).toBeGreaterThan(Date.parse(before) + 60_000);
  });
  it('R13: a member who closed their account is no longer named as creator of tokens', async () => {
    const gone = await signedIn(at, ['administrator']);
    const { id } = (
      await gone.browser.mutate<{ id: string }>('partners.create', { name: 'Observatoire', scopes: ['saka'] })
    ).body;
    await database().query(`update member set name = 'Paul', status = 'closed' where id = $1`, [gone.member]);
    expect(await listed(id)).toMatchObject({ createdBy: null });
  });
  it('R13: the list starts with the tokens that are still valid', async () => {
    const { id } = await create(['saka']);
    const revoked = async () =>
      (await administrator.query<PartnerToken[]>('partners.list')).body.map((t) => t.revokedAt !== null);
    expect((await revoked())[0]).toBe(false);
    await administrator.mutate('partners.revoke', { id });
    const order = await revoked();
    expect(order.filter(Boolean).length).toBeGreaterThan(1);
    expect(order).toEqual(order.toSorted((a, b) => Number(a) - Number(b)));
  });
});
