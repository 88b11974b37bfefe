/** The demo's accounts, whose passwords are public, are disabled when a server becomes a production server. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { liftBan } from '../accounts/account-status.ts';
import { accounts } from '../demo/people.ts';
import { neighbours } from '../demo/neighbours.ts';
import { seedDemo } from '../demo/seed.ts';
import { OPERATOR } from '../platform/observability/audit.ts';
import { createTestApp, HOST, type Browser, type TestApp } from '../testing/servers/app.ts';
import { startProvider, type OidcProvider } from '../testing/services/oidc.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember } from '../testing/world.ts';
import { demoIsOpen, seedOnce } from './demo.ts';

const [awa, , jeanne] = accounts;
const migration = new URL('../../../prisma/migrations/211.do.demo-accounts.sql', import.meta.url);

eachDatabase('accounts of the demo', (database) => {
  let t: TestApp;
  let provider: OidcProvider;
  beforeAll(async () => {
    provider = await startProvider('egoejo');
    t = await createTestApp(database());
    await seedOnce(t.deps, seedDemo);
  }, 300_000);
  afterAll(async () => {
    await t.close();
    await provider.close();
  });
  const signIn = async (
    app: TestApp,
    person = jeanne,
  ): Promise<{ status: number; code: unknown; browser: Browser }> => {
    const browser = app.browser();
    const { status, body } = await browser.mutate<{ accessToken?: string; code?: string }>('accounts.signIn', {
      email: person?.email,
      password: person?.password,
    });
    browser.accessToken = body.accessToken;
    return { status, code: body.code, browser };
  };
  const marked = async () =>
    (await database().query<{ email: string }>('select email from member where demo order by email')).map(
      (m) => m.email,
    );
  const everybody = [...accounts, ...neighbours].map((p) => p.email).sort();

  it('are marked; those made by an earlier version are recognised, and no others', async () => {
    expect(await marked()).toEqual(everybody);
    expect(await demoIsOpen(database())).toBe(true);
    const real = await addMember(database());
    await database().query(`update device set agent = 'demo' where member = $1`, [real.id]);
    await database().query('update member set demo = false');
    const [recognise] = (await readFile(migration, 'utf8'))
      .split(';')
      .filter((statement) => statement.includes('update member'));
    await database().query(recognise ?? '');
    expect(await marked()).toEqual(everybody);
  });

  it('are disabled by the installation: no sign-in, no session, no role, and nothing that a demo administrator granted', async () => {
    const db = database();
    const { status, browser } = await signIn(t);
    expect(status).toBe(200);
    const friend = await addMember(db);
    expect((await browser.mutate('administration.roles', { member: friend.id, roles: ['administrator'] })).status).toBe(
      200,
    );
    const made = await browser.mutate<{ id: string }>('partners.create', {
      name: 'Un ami',
      scopes: ['saka'],
      perMinute: 10,
    });
    expect(made.status).toBe(200);
    const kept = await addMember(db, { roles: ['administrator'] });
    const email = jeanne?.email ?? '';
    const asker = t.browser();
    await asker.mutate('accounts.requestReset', { email, website: '', startedAt: Date.now() - 5000 });
    const code = await t.codeFor(email);

    const next = await createTestApp(db, {
      NODE_ENV: 'production',
      PUBLIC_URL: `http://${HOST}`,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'egoejo',
      OIDC_CLIENT_SECRET: 'between two servers',
    });
    const installed = await next
      .browser()
      .mutate('installation.complete', {
        code: next.deps.setupCode,
        smtpUrl: null,
        mailFrom: 'e@example.org',
        backupFolder: join(tmpdir(), 'egoejo-no-backups'),
        administrator: { email: `${newId()}@example.org`, name: 'Admin', password: 'un mot de passe long' },
      });
    expect(installed.status).toBe(200);

    expect(await signIn(next)).toMatchObject({ status: 401, code: 'account.bad_credentials' });
    expect(await signIn(next, awa)).toMatchObject({ status: 401 });
    expect((await browser.query('accounts.me')).status).not.toBe(200);
    expect((await browser.mutate('accounts.refresh', {})).body).toMatchObject({ code: 'account.session_ended' });
    const password = 'une autre phrase longue';
    const later = next.browser();
    for (const [name, value] of asker.cookies) later.cookies.set(name, value);
    expect((await later.mutate('accounts.reset', { email, code, password })).body).toMatchObject({
      code: 'account.banned',
    });
    expect((await later.mutate('accounts.signIn', { email, password })).body).toMatchObject({
      code: 'account.bad_credentials',
    });
    expect((await later.mutate('accounts.exportLinkWithPassword', { email, password })).body).toMatchObject({
      code: 'account.bad_credentials',
    });
    provider.claims = { email, email_verified: true };
    const begun = await next.browser().send({ url: '/api/oidc/start' });
    const back = new URL(provider.agree(String(begun.headers['location'])));
    const cookie = [begun.headers['set-cookie']].flat().map(String).join('; ').split(';')[0] ?? '';
    const answer = await next.browser().send({ url: back.pathname + back.search, headers: { cookie } });
    expect(String(answer.headers['location'])).toContain('echec=account.banned');

    const rolesOf = async (id: string) =>
      (await db.query<{ roles: string[] }>('select roles from member where id = $1', [id]))[0]?.roles;
    expect(await db.query('select from member where demo and (roles <> $1 or status <> $2)', [[], 'banned'])).toEqual(
      [],
    );
    expect([await rolesOf(friend.id), await rolesOf(kept.id)]).toEqual([[], ['administrator']]);
    expect(await db.query('select from partner_token where id = $1 and revoked_at is null', [made.body.id])).toEqual(
      [],
    );
    expect(await demoIsOpen(db)).toBe(false);
    const [row] = await db.query<{ text: string }>('select settings::text as text from installation');
    expect(row?.text).not.toContain(jeanne?.password);
    const [{ id } = { id: newId<MemberId>() }] = await db.query<{ id: MemberId }>(
      'select id from member where email = $1',
      [jeanne?.email],
    );
    expect(await db.transaction((tx) => liftBan(tx, OPERATOR, id, 'un essai'))).toBe(false);
    await next.close();
  });
});
