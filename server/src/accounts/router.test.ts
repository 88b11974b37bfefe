import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/app.ts';
import { eachDatabase } from '../testing/postgres.ts';

const PASSWORD = 'un mot de passe long';

eachDatabase('accounts', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  const address = (): string => `${newId()}@example.org`;
  /** A form opened long enough ago for a person. */
  const form = (email: string) => ({ email, website: '', startedAt: Date.now() - 5000 });
  async function register(browser: Browser, email = address()): Promise<{ email: string; member: string; device: string; signUpToken: string }> {
    await browser.mutate('accounts.requestCode', form(email));
    const code = await t.codeFor(email);
    const { signUpToken } = (await browser.mutate<{ signUpToken: string }>('accounts.verifyCode', { email, code })).body;
    const made = await browser.mutate<{ member: string; device: string }>('accounts.register', { signUpToken, name: 'Awa', password: PASSWORD });
    expect(made.status).toBe(200);
    const { member, device } = made.body;
    return { email, member, device, signUpToken };
  }
  const events = (member: string) => database().query('select name from domain_event where subject = $1 order by id', [member]);

  it('signs up with a mailed code, then a name and a password', async () => {
    const browser = t.browser();
    const { email, member } = await register(browser, ' Fatou.Diop@Example.ORG'.replace('Fatou', newId()));
    const me = await browser.query('accounts.me');
    expect(me.body).toMatchObject({ member, name: 'Awa', email: email.trim().toLowerCase(), emailConfirmed: true, roles: [], avatar: null });
    expect(await events(member)).toEqual([{ name: 'member.registered' }, { name: 'member.signed_in' }]);
    const [stored] = await database().query<{ password_hash: string }>('select password_hash from credential where member = $1', [member]);
    expect(stored?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await database().query('select balance from wallet where member = $1', [member])).toEqual([{ balance: 0 }]);
  });

  it('answers the same whether an address has an account or not', async () => {
    const { email } = await register(t.browser());
    const known = await t.browser().mutate('accounts.requestCode', form(email));
    const unknown = await t.browser().mutate('accounts.requestCode', form(address()));
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await t.deps.mailer.flush();
    expect(t.mails.findLast((m) => m.to === email)?.text).not.toMatch(/\d{6}/);

    const resets = [await t.browser().mutate('accounts.requestReset', form(email)), await t.browser().mutate('accounts.requestReset', form(address()))];
    expect(resets[0]?.body).toEqual(resets[1]?.body);
    const wrong = await t.browser().mutate('accounts.signIn', { email, password: 'not the password' });
    const nobody = await t.browser().mutate('accounts.signIn', { email: address(), password: 'not the password' });
    expect([wrong.status, wrong.body]).toEqual([401, { code: 'account.bad_credentials', params: {} }]);
    expect([nobody.status, nobody.body]).toEqual([wrong.status, wrong.body]);
    const codes = [await t.browser().mutate('accounts.verifyCode', { email, code: '000000' }), await t.browser().mutate('accounts.verifyCode', { email: address(), code: '000000' })];
    expect(codes.map((c) => c.body)).toEqual([{ code: 'account.bad_code', params: {} }, { code: 'account.bad_code', params: {} }]);
  });

  it('takes a code five times at most, for ten minutes, once, and only the latest', async () => {
    const tryCode = async (email: string, code: string) => (await t.browser().mutate('accounts.verifyCode', { email, code })).status;
    const guessed = address();
    await t.browser().mutate('accounts.requestCode', form(guessed));
    const right = await t.codeFor(guessed);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) expect(await tryCode(guessed, wrong)).toBe(400);
    expect(await tryCode(guessed, right)).toBe(400);

    const late = address();
    await t.browser().mutate('accounts.requestCode', form(late));
    await database().query(`update email_code set expires_at = now() where email = $1`, [late]);
    expect(await tryCode(late, await t.codeFor(late))).toBe(400);

    const twice = address();
    await t.browser().mutate('accounts.requestCode', form(twice));
    const first = await t.codeFor(twice);
    await t.browser().mutate('accounts.requestCode', form(twice));
    const second = await t.codeFor(twice);
    if (first !== second) expect(await tryCode(twice, first)).toBe(400);
    expect(await tryCode(twice, second)).toBe(200);
    expect(await tryCode(twice, second)).toBe(400);
  });

  it('mails an address five codes an hour at most', async () => {
    const email = address();
    for (let i = 0; i < 7; i++) expect((await t.browser().mutate('accounts.requestCode', form(email))).status).toBe(200);
    await t.deps.mailer.flush();
    expect(t.mails.filter((m) => m.to === email)).toHaveLength(5);
  });

  it('keeps quiet to a machine that fills in the hidden field, and refuses one that is too fast', async () => {
    const email = address();
    const caught = await t.browser().mutate('accounts.requestCode', { ...form(email), website: 'https://spam.example' });
    expect([caught.status, caught.body]).toEqual([200, { sent: true }]);
    const fast = await t.browser().mutate('accounts.requestCode', { email, website: '', startedAt: Date.now() });
    expect(fast.body).toEqual({ code: 'account.too_fast', params: { seconds: 2 } });
    await t.deps.mailer.flush();
    expect(t.mails.filter((m) => m.to === email)).toEqual([]);
    // A device whose clock runs ahead must still be able to sign up.
    expect((await t.browser().mutate('accounts.requestCode', { email, startedAt: Date.now() + 3_600_000 })).status).toBe(200);
  });

  it('registers once for a token, also when the answer was lost and the member tries again', async () => {
    const browser = t.browser();
    const { member, signUpToken } = await register(browser);
    const again = await t.browser().mutate('accounts.register', { signUpToken, name: 'Awa', password: PASSWORD });
    expect(again.body).toMatchObject({ member });
    const stolen = await t.browser().mutate('accounts.register', { signUpToken, name: 'Eve', password: 'another password' });
    expect(stolen.body).toEqual({ code: 'account.bad_code', params: {} });
    const made = await t.browser().mutate('accounts.register', { signUpToken: `${newId()}.x`, name: 'Eve', password: PASSWORD });
    expect(made.body).toEqual({ code: 'account.bad_code', params: {} });
  });

  it('signs in on a known device under its id, on another one under a new one', async () => {
    const { email, member, device } = await register(t.browser());
    const known = await t.browser().mutate('accounts.signIn', { email, password: PASSWORD, device });
    expect(known.body).toMatchObject({ member, device, name: 'Awa' });
    const invented = newId();
    const other = await t.browser().mutate<{ device: string }>('accounts.signIn', { email: email.toUpperCase(), password: PASSWORD, device: invented });
    expect(other.status).toBe(200);
    expect([device, invented]).not.toContain(other.body.device);
  });

  it('hands the refresh token over in a cookie scripts and other sites cannot use', async () => {
    const { email } = await register(t.browser());
    const { headers } = await t.browser().mutate('accounts.signIn', { email, password: PASSWORD });
    expect(String(headers['set-cookie'])).toMatch(/^egoejo_refresh=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('refreshes by cookie, and signs out here or everywhere', async () => {
    const [phone, laptop] = [t.browser(), t.browser()];
    const { email } = await register(phone);
    await laptop.mutate('accounts.signIn', { email, password: PASSWORD });
    const before = phone.cookie;
    await database().query(`update session set used_at = now() - interval '1 day'`);
    expect((await phone.mutate('accounts.refresh')).status).toBe(200);
    expect(phone.cookie).not.toBe(before);
    expect((await phone.query('accounts.sessions')).body).toHaveLength(2);

    expect((await phone.mutate('accounts.signOut', { everywhere: false })).body).toEqual({ signedOut: true });
    expect(phone.cookie).toBeUndefined();
    expect((await phone.query('accounts.me')).body).toEqual({ code: 'account.not_signed_in', params: {} });
    expect((await phone.mutate('accounts.refresh')).body).toEqual({ code: 'account.not_signed_in', params: {} });
    expect((await laptop.query('accounts.me')).status).toBe(200);

    const tablet = t.browser();
    await tablet.mutate('accounts.signIn', { email, password: PASSWORD });
    await tablet.mutate('accounts.signOut', { everywhere: true });
    expect((await laptop.query('accounts.me')).status).toBe(401);
    expect((await laptop.mutate('accounts.refresh')).body).toEqual({ code: 'account.session_ended', params: {} });
  });

  it('on a shared device signing out leaves the next member signed in', async () => {
    const device = t.browser();
    await register(device);
    const first = device.accessToken;
    const { member } = await register(device);
    device.accessToken = first;
    expect((await device.mutate('accounts.signOut', { everywhere: false })).body).toEqual({ signedOut: true });
    expect((await device.mutate('accounts.refresh')).body).toMatchObject({ member });
  });

  it('resets a password by a mailed code; older sessions end', async () => {
    const old = t.browser();
    const { email, member } = await register(old);
    await t.browser().mutate('accounts.requestReset', form(email));
    const code = await t.codeFor(email);
    const weak = await t.browser().mutate('accounts.reset', { email, code, password: 'short' });
    expect(weak.body).toMatchObject({ code: 'account.weak_password' });
    const done = await t.browser().mutate('accounts.reset', { email, code, password: 'un autre mot de passe' });
    expect(done.body).toMatchObject({ member });
    expect((await old.query('accounts.me')).status).toBe(401);
    expect((await t.browser().mutate('accounts.signIn', { email, password: PASSWORD })).status).toBe(401);
    expect((await t.browser().mutate('accounts.signIn', { email, password: 'un autre mot de passe' })).status).toBe(200);
    // A code of sign-up opens no reset, and the other way round.
    const other = await register(t.browser());
    await t.browser().mutate('accounts.requestReset', form(other.email));
    expect((await t.browser().mutate('accounts.verifyCode', { email: other.email, code: await t.codeFor(other.email) })).status).toBe(400);
  });

  it('makes an account wait after ten failures, whoever asks from wherever, and takes the right password afterwards', async () => {
    const { email } = await register(t.browser());
    const attempt = (password: string, n: number) => t.browser({ address: `203.0.113.${n}` }).mutate('accounts.signIn', { email, password });
    for (let i = 0; i < 10; i++) expect((await attempt('not the password', i)).status).toBe(401);
    const eleventh = await attempt(PASSWORD, 99);
    expect(eleventh.status).toBe(429);
    expect(eleventh.body).toMatchObject({ code: 'account.rate_limited' });
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(10);
    await database().query(`update sign_in_failure set at = at - interval '20 seconds'`);
    expect((await attempt(PASSWORD, 99)).status).toBe(200);
    expect((await attempt('not the password', 99)).status).toBe(401);
  });

  it('refuses a banned member, with and without an open session', async () => {
    const browser = t.browser();
    const { email, member } = await register(browser);
    await database().query(`update member set status = 'banned' where id = $1`, [member]);
    expect((await browser.query('accounts.me')).body).toEqual({ code: 'account.banned', params: {} });
    expect((await t.browser().mutate('accounts.signIn', { email, password: PASSWORD })).body).toEqual({ code: 'account.banned', params: {} });
    expect((await t.browser().mutate('accounts.signIn', { email, password: 'not the password' })).body).toMatchObject({ code: 'account.bad_credentials' });
  });

  it('takes state-changing calls only with our header and from our Origin', async () => {
    const { email } = await register(t.browser());
    const payload = JSON.stringify({ email, password: PASSWORD });
    const call = (headers: Record<string, string>) =>
      t.app.inject({ method: 'POST', url: '/trpc/accounts.signIn', payload, headers: { host: 'egoejo.test', 'content-type': 'application/json', ...headers } });
    const origin = 'http://egoejo.test';
    for (const headers of [{}, { 'x-egoejo': '1' }, { origin }, { 'x-egoejo': '1', origin: 'http://evil.test' }, { 'x-egoejo': '1', origin: 'null' }] as Record<string, string>[]) {
      const refused = await call(headers);
      expect([refused.statusCode, refused.json()]).toEqual([403, { error: { code: 'account.forbidden', params: { reason: 'origin' } } }]);
      expect(refused.cookies).toEqual([]);
    }
    expect((await call({ 'x-egoejo': '1', origin })).statusCode).toBe(200);
  });
});
