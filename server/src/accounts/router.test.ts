import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { dataIn, unzipped } from '../testing/own-data.ts';
import { eachDatabase } from '../testing/database/postgres.ts';

const PASSWORD = 'un mot de passe long';

eachDatabase('accounts', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  /** Each test uses its own address, because failures are counted by address. */
  let tests = 0;
  beforeEach(() => void tests++);
  const visit = (given: { address?: string } = {}): Browser => t.browser({ address: `192.0.2.${tests}`, ...given });

  const address = (): string => `${newId()}@example.org`;
  /** A form that was opened long enough ago for a person. */
  const form = (email: string) => ({ email, website: '', startedAt: Date.now() - 5000 });
  async function register(
    browser: Browser,
    email = address(),
  ): Promise<{ email: string; member: string; device: string; signUpToken: string }> {
    await browser.mutate('accounts.requestCode', form(email));
    const code = await t.codeFor(email);
    const { signUpToken } = (await browser.mutate<{ signUpToken: string }>('accounts.verifyCode', { email, code }))
      .body;
    const made = await browser.mutate<{ member: string; device: string }>('accounts.register', {
      signUpToken,
      name: 'Awa',
      password: PASSWORD,
    });
    expect(made.status).toBe(200);
    const { member, device } = made.body;
    return { email, member, device, signUpToken };
  }
  /** A code that differs from the given one. */
  const otherThan = (code: string): string => (code === '00000000' ? '00000001' : '00000000');
  const events = (member: string) =>
    database().query('select name from domain_event where subject = $1 order by id', [member]);

  it('signs up with a mailed code, then with a name and a password', async () => {
    const browser = visit();
    const { email, member } = await register(browser, ' Fatou.Diop@Example.ORG'.replace('Fatou', newId()));
    const me = await browser.query('accounts.me');
    expect(me.body).toMatchObject({
      member,
      name: 'Awa',
      email: email.trim().toLowerCase(),
      emailConfirmed: true,
      roles: [],
      avatar: null,
    });
    expect(await events(member)).toEqual([{ name: 'member.registered' }, { name: 'member.signed_in' }]);
    const [stored] = await database().query<{ password_hash: string }>(
      'select password_hash from credential where member = $1',
      [member],
    );
    expect(stored?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await database().query('select balance from wallet where member = $1', [member])).toEqual([{ balance: 0 }]);
  });

  it('answers the same whether or not an address has an account', async () => {
    const { email } = await register(visit());
    const known = await visit().mutate('accounts.requestCode', form(email));
    const unknown = await visit().mutate('accounts.requestCode', form(address()));
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await t.deps.mailer.flush();
    expect(t.mails.findLast((m) => m.to === email)?.text).not.toMatch(/\d{8}/);

    const resets = [
      await visit().mutate('accounts.requestReset', form(email)),
      await visit().mutate('accounts.requestReset', form(address())),
    ];
    expect(resets[0]?.body).toEqual(resets[1]?.body);
    const wrong = await visit().mutate('accounts.signIn', { email, password: 'not the password' });
    const nobody = await visit().mutate('accounts.signIn', { email: address(), password: 'not the password' });
    expect([wrong.status, wrong.body]).toEqual([401, { code: 'account.bad_credentials', params: {} }]);
    expect([nobody.status, nobody.body]).toEqual([wrong.status, wrong.body]);
    const codes = [
      await visit().mutate('accounts.verifyCode', { email, code: '00000000' }),
      await visit().mutate('accounts.verifyCode', { email: address(), code: '00000000' }),
    ];
    expect(codes.map((c) => c.body)).toEqual([
      { code: 'account.bad_code', params: {} },
      { code: 'account.bad_code', params: {} },
    ]);
  });

  it('accepts a code five times at most, for ten minutes, once, and only the latest one', async () => {
    const asked = async (email: string) => {
      const browser = visit();
      await browser.mutate('accounts.requestCode', form(email));
      return async (code: string) => (await browser.mutate('accounts.verifyCode', { email, code })).status;
    };
    const guessed = address();
    const guess = await asked(guessed);
    const right = await t.codeFor(guessed);
    for (let i = 0; i < 5; i++) expect(await guess(otherThan(right))).toBe(400);
    expect(await guess(right)).toBe(400);

    const late = address();
    const tryLate = await asked(late);
    await database().query(`update email_code set expires_at = now() where email = $1`, [late]);
    expect(await tryLate(await t.codeFor(late))).toBe(400);

    const twice = address();
    const browser = visit();
    const tryTwice = async (code: string) =>
      (await browser.mutate('accounts.verifyCode', { email: twice, code })).status;
    await browser.mutate('accounts.requestCode', form(twice));
    const first = await t.codeFor(twice);
    await browser.mutate('accounts.requestCode', form(twice));
    const second = await t.codeFor(twice);
    if (first !== second) expect(await tryTwice(first)).toBe(400);
    expect(await tryTwice(second)).toBe(200);
    expect(await tryTwice(second)).toBe(400);
  });

  it('accepts a code only from the browser that requested it; requests by others neither invalidate it nor use up its tries', async () => {
    const { email } = await register(visit());
    const [own, stranger] = [visit(), visit()];
    await own.mutate('accounts.requestReset', form(email));
    const code = await t.codeFor(email);
    const reset = (browser: Browser, tried: string) =>
      browser.mutate('accounts.reset', { email, code: tried, password: 'un autre mot de passe' });
    // Without a cookie, with another browser's, and with a made-up one.
    expect((await reset(visit(), code)).body).toMatchObject({ code: 'account.bad_code' });
    await stranger.mutate('accounts.requestReset', form(email));
    for (let i = 0; i < 7; i++) expect((await reset(stranger, code)).body).toMatchObject({ code: 'account.bad_code' });
    const liar = visit();
    for (const made of ['x', 'é'.repeat(43), 'A'.repeat(43), 'A'.repeat(5000)]) {
      liar.cookies.set('egoejo_asking', encodeURIComponent(made));
      expect((await reset(liar, code)).body).toMatchObject({ code: 'account.bad_code' });
    }
    expect((await reset(own, code)).status).toBe(200);
  });

  it('limits wrong codes per address and day, over all codes; a member’s known device has its own limit', async () => {
    const phone = visit();
    const { email } = await register(phone);
    const password = 'un autre mot de passe';
    for (let i = 0; i < 4; i++) {
      const stranger = visit();
      await stranger.mutate('accounts.requestReset', form(email));
      const right = await t.codeFor(email);
      for (let n = 0; n < 5; n++) await stranger.mutate('accounts.reset', { email, code: otherThan(right), password });
    }
    await t.deps.mailer.flush();
    const mailed = () => t.mails.filter((m) => m.to === email).length;
    const before = mailed();
    const stranger = visit();
    expect((await stranger.mutate('accounts.requestReset', form(email))).body).toEqual({ sent: true });
    await t.deps.mailer.flush();
    expect(mailed()).toBe(before);
    // The phone on which the account was created is a known device.
    await phone.mutate('accounts.requestReset', form(email));
    const code = await t.codeFor(email);
    expect(mailed()).toBe(before + 1);
    expect((await phone.mutate('accounts.reset', { email, code, password })).status).toBe(200);
  });

  it('mails at most five codes an hour and ten a day to an address, with no code in the subject', async () => {
    const email = address();
    const ask = async () => {
      for (let i = 0; i < 7; i++) expect((await visit().mutate('accounts.requestCode', form(email))).status).toBe(200);
      await t.deps.mailer.flush();
      return t.mails.filter((m) => m.to === email).length;
    };
    expect(await ask()).toBe(5);
    await database().query(`update email_code set created_at = created_at - interval '2 hours' where email = $1`, [
      email,
    ]);
    expect(await ask()).toBe(10);
    await database().query(`update email_code set created_at = created_at - interval '2 hours' where email = $1`, [
      email,
    ]);
    expect(await ask()).toBe(10);
    for (const mail of t.mails.filter((m) => m.to === email))
      expect([mail.subject, /\b\d{8}\b/.test(mail.text)]).toEqual(['EGOEJO : votre code', true]);
  });

  it('ignores a bot that fills in the hidden field, and refuses a form sent too fast', async () => {
    const email = address();
    const caught = await visit().mutate('accounts.requestCode', { ...form(email), website: 'https://spam.example' });
    expect([caught.status, caught.body]).toEqual([200, { sent: true }]);
    const fast = await visit().mutate('accounts.requestCode', { email, website: '', startedAt: Date.now() });
    expect(fast.body).toEqual({ code: 'account.too_fast', params: { seconds: 2 } });
    await t.deps.mailer.flush();
    expect(t.mails.filter((m) => m.to === email)).toEqual([]);
    // A device whose clock is ahead must still be able to sign up.
    expect((await visit().mutate('accounts.requestCode', { email, startedAt: Date.now() + 3_600_000 })).status).toBe(
      200,
    );
  });

  it('registers once per token, also when the answer was lost and the member tries again', async () => {
    const browser = visit();
    const { member, signUpToken } = await register(browser);
    const again = await visit().mutate('accounts.register', { signUpToken, name: 'Awa', password: PASSWORD });
    expect(again.body).toMatchObject({ member });
    const stolen = await visit().mutate('accounts.register', {
      signUpToken,
      name: 'Eve',
      password: 'another password',
    });
    expect(stolen.body).toEqual({ code: 'account.bad_code', params: {} });
    const made = await visit().mutate('accounts.register', {
      signUpToken: `${newId()}.x`,
      name: 'Eve',
      password: PASSWORD,
    });
    expect(made.body).toEqual({ code: 'account.bad_code', params: {} });
  });

  it('keeps the device id on a known device, and assigns a new one on another', async () => {
    const { email, member, device } = await register(visit());
    const known = await visit().mutate('accounts.signIn', { email, password: PASSWORD, device });
    expect(known.body).toMatchObject({ member, device, name: 'Awa' });
    const invented = newId();
    const other = await visit().mutate<{ device: string }>('accounts.signIn', {
      email: email.toUpperCase(),
      password: PASSWORD,
      device: invented,
    });
    expect(other.status).toBe(200);
    expect([device, invented]).not.toContain(other.body.device);
  });

  it('sets the refresh token in a cookie that scripts and other sites cannot use', async () => {
    const { email } = await register(visit());
    const { headers } = await visit().mutate('accounts.signIn', { email, password: PASSWORD });
    expect(String(headers['set-cookie'])).toMatch(
      /^egoejo_refresh=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax,egoejo_known=[^;]+; Max-Age=34560000; Path=\/trpc; HttpOnly; SameSite=Lax$/,
    );
  });

  it('leaves the cookie alone when it answers about an ended session: a sign-in may have replaced it meanwhile', async () => {
    const browser = visit();
    const { email } = await register(browser);
    const first = browser.cookie;
    for (let week = 0; week < 2; week++) {
      await database().query(`update session set used_at = now() - interval '7 days'`);
      await browser.mutate('accounts.refresh');
    }
    const reused = first;
    for (const stale of [reused, `${newId()}.${'a'.repeat(43)}`, 'not a token']) {
      browser.cookie = stale;
      const { status, headers } = await browser.mutate('accounts.refresh');
      expect([status, headers['set-cookie']], stale).toEqual([401, undefined]);
    }
    const [session] = await database().query(
      `select end_reason from session s join member m on m.id = s.member where m.email = $1`,
      [email],
    );
    expect(session).toEqual({ end_reason: 'reused' });
  });

  it('refreshes by cookie, and signs out on this device or everywhere', async () => {
    const [phone, laptop] = [visit(), visit()];
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

    const tablet = visit();
    await tablet.mutate('accounts.signIn', { email, password: PASSWORD });
    await tablet.mutate('accounts.signOut', { everywhere: true });
    expect((await laptop.query('accounts.me')).status).toBe(401);
    expect((await laptop.mutate('accounts.refresh')).body).toEqual({ code: 'account.session_ended', params: {} });
  });

  it('signing out ends every session of the member on that device; signing in ends the session it replaces', async () => {
    const phone = t.browser();
    const { email, member, device } = await register(phone);
    const open = async () =>
      (
        await database().query<{ device: string }>(
          'select device from session where member = $1 and ended_at is null',
          [member],
        )
      ).map((s) => s.device);
    await phone.mutate('accounts.signIn', { email, password: PASSWORD, device });
    expect(await open()).toEqual([device]);
    // A browser that lost its cookie and signs in again.
    phone.cookie = undefined;
    await phone.mutate('accounts.signIn', { email, password: PASSWORD, device });
    expect(await open()).toEqual([device, device]);
    await t.browser().mutate('accounts.signIn', { email, password: PASSWORD });
    phone.accessToken = undefined;
    expect((await phone.mutate('accounts.signOut', { everywhere: false, member })).body).toEqual({ signedOut: true });
    expect(await open()).toHaveLength(1);
    expect(await open()).not.toContain(device);
    expect((await phone.mutate('accounts.refresh')).status).toBe(401);
  });

  it('a delayed sign-out by cookie ends nobody else’s session', async () => {
    const phone = t.browser();
    const { member: left } = await register(phone);
    const { member } = await register(phone);
    phone.accessToken = undefined;
    expect((await phone.mutate('accounts.signOut', { everywhere: false, member: left })).body).toEqual({
      signedOut: false,
    });
    expect((await phone.mutate('accounts.refresh')).body).toMatchObject({ member });
  });

  it('signing out on a shared device leaves the next member signed in', async () => {
    const device = visit();
    await register(device);
    const first = device.accessToken;
    const { member } = await register(device);
    device.accessToken = first;
    expect((await device.mutate('accounts.signOut', { everywhere: false })).body).toEqual({ signedOut: true });
    expect((await device.mutate('accounts.refresh')).body).toMatchObject({ member });
  });

  it('resets a password by a mailed code and ends older sessions', async () => {
    const old = visit();
    const { email, member } = await register(old);
    const browser = visit();
    await browser.mutate('accounts.requestReset', form(email));
    const code = await t.codeFor(email);
    const weak = await browser.mutate('accounts.reset', { email, code, password: 'short' });
    expect(weak.body).toMatchObject({ code: 'account.weak_password' });
    const done = await browser.mutate('accounts.reset', { email, code, password: 'un autre mot de passe' });
    expect(done.body).toMatchObject({ member });
    expect((await old.query('accounts.me')).status).toBe(401);
    expect((await visit().mutate('accounts.signIn', { email, password: PASSWORD })).status).toBe(401);
    expect((await visit().mutate('accounts.signIn', { email, password: 'un autre mot de passe' })).status).toBe(200);
    // A sign-up code cannot be used for a reset, and vice versa.
    const second = await register(visit());
    const wrong = visit();
    await wrong.mutate('accounts.requestReset', form(second.email));
    expect(
      (await wrong.mutate('accounts.verifyCode', { email: second.email, code: await t.codeFor(second.email) })).status,
    ).toBe(400);
  });

  it('blocks an account for a while after ten failures from any addresses, then accepts the right password', async () => {
    const { email } = await register(visit());
    const attempt = (password: string, n: number) =>
      visit({ address: `203.0.113.${n}` }).mutate('accounts.signIn', { email, password });
    for (let i = 0; i < 10; i++) expect((await attempt('not the password', i)).status).toBe(401);
    const eleventh = await attempt(PASSWORD, 99);
    expect(eleventh.status).toBe(429);
    expect(eleventh.body).toMatchObject({ code: 'account.rate_limited' });
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(10);
    await database().query(`update sign_in_failure set at = at - interval '20 seconds'`);
    expect((await attempt(PASSWORD, 99)).status).toBe(200);
    expect((await attempt('not the password', 99)).status).toBe(401);
  });

  it('wrong passwords tried by strangers do not lock a member out of a device that signed in before', async () => {
    const phone = visit();
    const { email, device } = await register(phone);
    const attempt = (browser: Browser, password: string) =>
      browser.mutate<{ code?: string }>('accounts.signIn', { email, password, device });
    const stranger = visit({ address: '198.51.100.7' });
    for (let i = 0; i < 10; i++) expect((await attempt(stranger, 'not the password')).status).toBe(401);
    expect((await attempt(stranger, PASSWORD)).status).toBe(429);
    // Naming the device's id proves nothing; nor does another member's cookie, or one that is almost right.
    expect((await attempt(visit(), PASSWORD)).status).toBe(429);
    const neighbour = visit();
    await register(neighbour);
    expect((await attempt(neighbour, PASSWORD)).status).toBe(429);
    const forged = visit();
    forged.cookies.set('egoejo_known', `${device}.${'A'.repeat(43)}`);
    expect((await attempt(forged, PASSWORD)).status).toBe(429);
    expect((await attempt(phone, PASSWORD)).status).toBe(200);
    // The device's own limit applies too, and does not affect that of strangers.
    for (let i = 0; i < 10; i++) expect((await attempt(phone, 'not the password')).status).toBe(401);
    expect((await attempt(phone, PASSWORD)).status).toBe(429);
    expect((await attempt(stranger, PASSWORD)).status).toBe(429);
  });

  it('every member of a browser has a known device there, and a device that only refreshes becomes known', async () => {
    const tablet = visit();
    const first = await register(tablet);
    const second = await register(tablet);
    const known = tablet.cookies.get('egoejo_known') ?? '';
    expect([first.device, second.device].map((d) => known.includes(d))).toEqual([true, true]);
    tablet.cookies.delete('egoejo_known');
    expect((await tablet.mutate('accounts.refresh')).status).toBe(200);
    expect(tablet.cookies.get('egoejo_known')).toContain(second.device);
    const given = tablet.cookies.get('egoejo_known');
    expect((await tablet.mutate('accounts.refresh')).status).toBe(200);
    expect(tablet.cookies.get('egoejo_known')).toBe(given);
  });

  it('refuses a banned member, with and without a session', async () => {
    const browser = visit();
    const { email, member } = await register(browser);
    await database().query(`update member set status = 'banned', status_reason = 'spam' where id = $1`, [member]);
    expect((await browser.query('accounts.me')).body).toEqual({ code: 'account.banned', params: {} });
    expect((await visit().mutate('accounts.signIn', { email, password: PASSWORD })).body).toEqual({
      code: 'account.banned',
      params: { reason: 'spam' },
    });
    expect((await visit().mutate('accounts.signIn', { email, password: 'not the password' })).body).toMatchObject({
      code: 'account.bad_credentials',
    });
  });

  it('lets a banned member export their data and close their account by password, and nothing else', async () => {
    const { email, member } = await register(visit());
    await database().query(`update member set status = 'banned' where id = $1`, [member]);
    const browser = visit();
    const wrong = { email, password: 'not the password' };
    for (const path of ['accounts.exportLinkWithPassword', 'accounts.closeWithPassword'])
      expect((await browser.mutate(path, wrong)).body).toMatchObject({ code: 'account.bad_credentials' });
    const link = { email, password: PASSWORD };
    const { path } = (await browser.mutate<{ path: string }>('accounts.exportLinkWithPassword', link)).body;
    const kept = dataIn(await unzipped((await t.app.inject(path)).rawPayload));
    expect(kept['member']).toMatchObject([{ id: member, status: 'banned' }]);
    // This opened no session.
    expect([browser.cookie, browser.accessToken, [...browser.cookies]]).toEqual([undefined, undefined, []]);
    // A member who forgot the password can set another one, and is still banned.
    await browser.mutate('accounts.requestReset', form(email));
    const reset = await browser.mutate('accounts.reset', {
      email,
      code: await t.codeFor(email),
      password: 'un autre mot de passe',
    });
    expect([reset.body, browser.cookie]).toEqual([{ code: 'account.banned', params: {} }, undefined]);
    expect(
      (await browser.mutate('accounts.closeWithPassword', { email, password: 'un autre mot de passe' })).body,
    ).toEqual({ closed: true });
    expect(await database().query('select status, email from member where id = $1', [member])).toEqual([
      { status: 'closed', email: '' },
    ]);
    expect(
      (await browser.mutate('accounts.exportLinkWithPassword', { email, password: 'un autre mot de passe' })).status,
    ).toBe(401);
  });

  it('the last administrator cannot close their account, and of two that close at the same time one stays', async () => {
    await database().query(`update member set roles = '{}'`);
    const [one, two] = [visit(), visit()];
    const members = [await register(one), await register(two)];
    await database().query(`update member set roles = '{administrator}' where id = any($1::uuid[])`, [
      members.map((m) => m.member),
    ]);
    const closed = await Promise.all(
      [one, two].map((b) => b.mutate<{ code?: string }>('accounts.close', { password: PASSWORD })),
    );
    expect(closed.map((c) => c.status).sort((a, b) => a - b)).toEqual([200, 400]);
    expect(closed.find((c) => c.status === 400)?.body).toEqual({ code: 'account.last_administrator', params: {} });
    expect(
      await database().query(
        `select count(*) as n from member where 'administrator' = any(roles) and status = 'active'`,
      ),
    ).toEqual([{ n: 1 }]);
    const [left] = members.filter((_, i) => closed[i]?.status === 400);
    expect(
      (await visit().mutate('accounts.closeWithPassword', { email: left?.email, password: PASSWORD })).body,
    ).toMatchObject({ code: 'account.last_administrator' });
  });

  it('accepts state-changing calls only with the app’s header and from its own origin', async () => {
    const { email } = await register(visit());
    const payload = JSON.stringify({ email, password: PASSWORD });
    const call = (headers: Record<string, string>) =>
      t.app.inject({
        method: 'POST',
        url: '/trpc/accounts.signIn',
        payload,
        headers: { host: 'egoejo.test', 'content-type': 'application/json', ...headers },
      });
    const origin = 'http://egoejo.test';
    for (const headers of [
      {},
      { 'x-egoejo': '1' },
      { origin },
      { 'x-egoejo': '1', origin: 'http://evil.test' },
      { 'x-egoejo': '1', origin: 'null' },
    ] as Record<string, string>[]) {
      const refused = await call(headers);
      expect([refused.statusCode, refused.json()]).toEqual([
        403,
        { error: { code: 'account.forbidden', params: { reason: 'origin' } } },
      ]);
      expect(refused.cookies).toEqual([]);
    }
    expect((await call({ 'x-egoejo': '1', origin })).statusCode).toBe(200);
  });
});
