import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { redactError } from '../../platform/observability/redact.ts';
import { createTestApp, HOST, type TestApp } from '../../testing/servers/app.ts';
import { startProvider, type OidcProvider } from '../../testing/services/oidc.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember, type TestMember } from '../../testing/world.ts';
import { createProvider } from './oidc.ts';

const CLIENT = 'egoejo';
const CLIENT_SECRET = 'a secret between two servers';
const CALLBACK = `http://${HOST}/api/oidc/callback`;
const cookieIn = (headers: Record<string, unknown>, name: string): string | undefined =>
  [headers['set-cookie']]
    .flat()
    .map(String)
    .find((c) => c.startsWith(`${name}=`))
    ?.split(';')[0]
    ?.slice(name.length + 1);

eachDatabase('sign-in by an OpenID provider', (database) => {
  let provider: OidcProvider;
  let t: TestApp;
  let member: TestMember;
  beforeAll(async () => {
    provider = await startProvider(CLIENT);
    t = await createTestApp(database(), {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_NAME: 'La Ruche',
    });
  });
  afterAll(async () => {
    await t.close();
    await provider.close();
  });
  beforeEach(async () => {
    member = await addMember(database());
    Object.assign(provider, {
      alg: 'RS256',
      claims: { email: `${member.id}@example.org`, email_verified: true },
      wrong: {},
      head: {},
      forged: false,
      token: 'ok',
    });
  });

  const begin = async (query = '') => {
    const { status, headers } = await t.browser().send({ url: `/api/oidc/start${query}` });
    return { status, to: String(headers['location']), kept: cookieIn(headers, 'egoejo_oidc') ?? '' };
  };
  const comeBack = async (address: string, kept: string | undefined) => {
    const { pathname, search } = new URL(address);
    const { status, headers } = await t
      .browser()
      .send({ url: pathname + search, headers: kept === undefined ? {} : { cookie: `egoejo_oidc=${kept}` } });
    const to = new URL(String(headers['location']), `http://${HOST}`);
    return {
      status,
      failure: to.searchParams.get('echec'),
      to: to.pathname + to.search,
      refresh: cookieIn(headers, 'egoejo_refresh'),
      left: cookieIn(headers, 'egoejo_oidc'),
    };
  };
  const through = async (query = '', over = {}) => {
    const { to, kept } = await begin(query);
    return comeBack(provider.agree(to, over), kept);
  };

  it('redirects with PKCE, state and nonce, and accepts a verified address, with both kinds of signing keys', async () => {
    const { status, to, kept } = await begin('?suite=%2Fprojets');
    const asked = new URL(to).searchParams;
    expect([status, Object.fromEntries(asked)]).toMatchObject([
      302,
      {
        response_type: 'code',
        client_id: CLIENT,
        redirect_uri: CALLBACK,
        scope: 'openid email',
        code_challenge_method: 'S256',
      },
    ]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThanOrEqual(43);
    const back = await comeBack(provider.agree(to), kept);
    expect(back).toMatchObject({ status: 302, to: '/connexion?entree=oidc&suite=%2Fprojets', failure: null, left: '' });
    expect(provider.lastGrant.get('client_secret')).toBe(CLIENT_SECRET);
    const browser = t.browser();
    browser.cookie = back.refresh;
    expect((await browser.mutate('accounts.refresh')).body).toMatchObject({ member: member.id });
    provider.alg = 'ES256';
    expect(await through()).toMatchObject({ failure: null, to: '/connexion?entree=oidc' });
    expect((await browser.query('accounts.signInWays')).body).toEqual({ oidc: { name: 'La Ruche' }, sms: false });
  });

  it('returns the id the page chose, so that it recognises its own sign-in, and ends the session whose cookie it replaces', async () => {
    const begun = newId();
    expect((await through(`?begun=${begun}`)).to).toBe(`/connexion?entree=${begun}`);
    expect((await through('?begun=%22%3E')).to).toBe('/connexion?entree=oidc');
    const { refresh: first = '' } = await through();
    const { to, kept } = await begin();
    const { pathname, search } = new URL(provider.agree(to));
    await t
      .browser()
      .send({ url: pathname + search, headers: { cookie: `egoejo_oidc=${kept}; egoejo_refresh=${first}` } });
    const old = t.browser();
    old.cookie = first;
    expect((await old.mutate('accounts.refresh')).body).toMatchObject({ code: 'account.session_ended' });
  });

  it('reuses this browser’s device id, never another member’s', async () => {
    const other = await addMember(database());
    const deviceOf = async () =>
      (
        await database().query<{ device: string }>(
          'select device from session where member = $1 order by created_at desc limit 1',
          [member.id],
        )
      )[0]?.device;
    await through(`?devices=${other.device},${member.device}`);
    expect(await deviceOf()).toBe(member.device);
    await through(`?devices=${other.device}`);
    expect([member.device, other.device]).not.toContain(await deviceOf());
  });

  it.each([
    ['another nonce', { wrong: { nonce: 'another' } }, 'nonce'],
    ['no nonce', { wrong: { nonce: undefined } }, 'response'],
    ['another audience', { wrong: { aud: 'another' } }, 'aud'],
    ['another issuer in the token', { wrong: { iss: 'https://elsewhere.example' } }, 'iss'],
    ['an expired token', { wrong: { exp: 1_000_000 } }, 'expired'],
    ['a key nobody published', { head: { kid: 'unknown' } }, 'key'],
    ['a signature by another key', { forged: true }, 'response'],
    ['a code the provider does not honour', { token: 'refused' as const }, 'grant'],
  ])('refuses %s', async (_, wrong, reason) => {
    const { to, kept } = await begin();
    Object.assign(provider, wrong);
    const address = provider.agree(to);
    const asked = JSON.parse(Buffer.from(kept, 'base64url').toString()) as {
      state: string;
      nonce: string;
      verifier: string;
    };
    const direct = createProvider(t.deps.config.oidc!);
    expect(await direct.finish(new URL(address), asked)).toEqual({
      ok: false,
      error: { code: 'account.oidc_invalid', params: { reason } },
    });
    expect(await comeBack(provider.agree(to), kept)).toMatchObject({
      failure: 'account.oidc_invalid',
      refresh: undefined,
      left: '',
    });
  });

  it('refuses an answer from another issuer, for another browser, used before, or without the stored state', async () => {
    expect(await through('', { iss: 'https://elsewhere.example' })).toMatchObject({
      failure: 'account.oidc_invalid',
      refresh: undefined,
    });
    const [mine, theirs] = [await begin(), await begin()];
    const address = provider.agree(mine.to);
    expect(await comeBack(address, theirs.kept)).toMatchObject({ failure: 'account.oidc_stale', refresh: undefined });
    for (const kept of [undefined, 'nonsense', Buffer.from('{"state":1}').toString('base64url')])
      expect((await comeBack(address, kept)).failure).toBe('account.oidc_stale');
    expect((await comeBack(address, mine.kept)).failure).toBeNull();
    expect((await comeBack(address, mine.kept)).failure).toBe('account.oidc_invalid');
    const { to, kept } = await begin();
    const state = new URL(to).searchParams.get('state') ?? '';
    expect(
      await comeBack(
        `${CALLBACK}?${new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer }).toString()}`,
        kept,
      ),
    ).toMatchObject({ failure: 'account.oidc_refused' });
  });

  it('finds an account by a verified address only, creates none, and refuses banned members', async () => {
    provider.claims['email_verified'] = false;
    expect((await through()).failure).toBe('account.oidc_unverified');
    provider.claims = { email: `${member.id}@example.org` };
    expect((await through()).failure).toBe('account.oidc_unverified');
    provider.claims = { email: 'nobody@example.org', email_verified: true };
    expect((await through()).failure).toBe('account.oidc_no_account');
    const [banned, unconfirmed] = [
      await addMember(database(), { status: 'banned' }),
      await addMember(database(), { confirmed: false }),
    ];
    provider.claims = { email: `${banned.id}@example.org`, email_verified: true };
    expect((await through()).failure).toBe('account.banned');
    // Someone who registered with another person's address but never confirmed it does not get that person's sign-in.
    provider.claims = { email: `${unconfirmed.id}@example.org`, email_verified: true };
    expect((await through()).failure).toBe('account.oidc_no_account');
    expect(await database().query(`select from member where email = 'nobody@example.org'`)).toEqual([]);
  });

  it('redirects to no other site, and discloses the secret to nobody', async () => {
    for (const suite of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example'])
      expect((await through(`?suite=${encodeURIComponent(suite)}`)).to).toBe('/connexion?entree=oidc');
    provider.token = 'refused';
    const { to } = await through('?suite=%2Fvotes');
    expect(to).toBe('/connexion?echec=account.oidc_invalid&suite=%2Fvotes');
    expect(JSON.stringify([to, redactError(new Error(`client "${CLIENT_SECRET}" refused`))])).not.toContain(
      CLIENT_SECRET,
    );
    expect(JSON.stringify((await t.browser().query('accounts.signInWays')).body)).not.toContain(CLIENT);
  });

  it('is not offered unless configured, and reports a provider that is unreachable or has another issuer', async () => {
    const plain = await createTestApp(database());
    expect((await plain.browser().query('accounts.signInWays')).body).toEqual({ oidc: null, sms: false });
    expect((await plain.browser().send({ url: '/api/oidc/start' })).status).toBe(404);
    await plain.close();
    const settings = t.deps.config.oidc!;
    expect(await createProvider({ ...settings, issuer: 'http://127.0.0.1:1' }).begin(CALLBACK)).toMatchObject({
      error: { code: 'account.oidc_unavailable' },
    });
    provider.metadata = { issuer: 'https://elsewhere.example' };
    expect(await createProvider(settings).begin(CALLBACK)).toMatchObject({
      error: { code: 'account.oidc_invalid', params: { reason: 'issuer' } },
    });
    provider.metadata = {};
  });
});
