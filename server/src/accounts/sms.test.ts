import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGuard, GUARD } from '../mail/guard.ts';
import { createMailer } from '../mail/mailer.ts';
import { sendWaiting } from '../mail/send-waiting.ts';
import { httpSms } from '../mail/sms.ts';
import { mailTo } from '../mail/texts.ts';
import { createLog } from '../platform/log.ts';
import { isPhone, phoneNumber } from '../platform/phone.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/app.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { startSmsProvider, type SmsProvider } from '../testing/sms-provider.ts';

const log = createLog('silent');
const TOKEN = 'the token of the provider';
const form = (email: string) => ({ email, website: '', startedAt: Date.now() - 5000 });
const PASSWORD = 'une phrase assez longue';

it('takes numbers as people write them internationally, and nothing that is no number', () => {
  for (const text of ['+221 77 123 45 67', '00221771234567', ' +221-77-123-45-67 '])
    expect(phoneNumber(text)).toBe('+221771234567');
  expect(phoneNumber('+33 6 12 34 56 78')).toBe('+33612345678');
  for (const text of ['', '+', '77 123 45 67', '+221 12', '+999 123 456 789', '+1', 'a@example.org', '+221771234567x'])
    expect(phoneNumber(text), text).toBeNull();
  expect([isPhone('+221771234567'), isPhone('+a@example.org'), isPhone('awa@example.org')]).toEqual([
    true,
    false,
    false,
  ]);
});

eachDatabase('a phone number as the address of an account', (database) => {
  let t: TestApp;
  let provider: SmsProvider;
  beforeAll(async () => {
    provider = await startSmsProvider();
    t = await createTestApp(database(), { SMS_URL: provider.url, SMS_TOKEN: TOKEN, SMS_SENDER: 'Jardins' });
  });
  afterAll(async () => {
    await t.close();
    await provider.close();
  });
  beforeEach(() => Object.assign(provider, { answer: 202, received: [], calls: 0 }));
  const textsOf = async () => {
    await t.deps.mailer.flush();
    return provider.received.map((r) => (r.body as { text: string }).text);
  };
  const code = async () => /\b\d{8}\b/.exec((await textsOf()).at(-1) ?? '')?.[0] ?? '';
  const signUp = async (browser: Browser, number: string) => {
    expect((await browser.mutate('accounts.requestCode', form(number))).body).toEqual({ sent: true });
    const { body } = await browser.mutate<{ signUpToken: string }>('accounts.verifyCode', {
      email: number,
      code: await code(),
    });
    return browser.mutate('accounts.register', { ...body, name: 'Awa', password: PASSWORD });
  };

  it('opens an account with a code by text message, signs in, and gets a new password, without any mail', async () => {
    expect((await t.browser().query('accounts.signInWays')).body).toMatchObject({ sms: true });
    expect((await signUp(t.browser(), '+221 77 123 45 67')).status).toBe(200);
    expect(provider.received).toHaveLength(1);
    expect(provider.received[0]).toMatchObject({
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: { to: '+221771234567', from: 'Jardins' },
    });
    expect((await textsOf())[0]).toMatch(/^EGOEJO : \d{8} est votre code pour créer un compte/);
    const [member] = await database().query('select email, email_confirmed_at is not null as sure from member');
    expect(member).toEqual({ email: '+221771234567', sure: true });
    const phone = t.browser();
    const signIn = (password: string) =>
      phone.mutate('accounts.signIn', { email: '00221 771234567', password, device: null });
    expect((await signIn('a wrong one')).body).toMatchObject({ code: 'account.bad_credentials' });
    expect((await signIn(PASSWORD)).status).toBe(200);
    // Known already: no code, and the caller does not learn it.
    expect((await t.browser().mutate('accounts.requestCode', form('+221771234567'))).body).toEqual({ sent: true });
    expect((await textsOf()).at(-1)).toContain('vous avez déjà un compte');
    const reset = t.browser();
    await reset.mutate('accounts.requestReset', form('+221771234567'));
    const next = { email: '+221771234567', code: await code(), password: `${PASSWORD} !`, device: null };
    expect((await reset.mutate('accounts.reset', next)).status).toBe(200);
    expect((await signIn(`${PASSWORD} !`)).status).toBe(200);
    expect(t.mails).toEqual([]);
  });

  it('may become a mail address, and the other way round; the old one is told', async () => {
    const browser = t.browser();
    await signUp(browser, '+33612345678');
    await browser.mutate('accounts.requestAddress', { email: 'awa@example.net', password: PASSWORD });
    const byMail = await t.codeFor('awa@example.net');
    const { body } = await browser.mutate('accounts.changeAddress', { email: 'awa@example.net', code: byMail });
    expect(body).toEqual({ email: 'awa@example.net' });
    expect((await textsOf()).at(-1)).toContain('ce numéro n’est plus celui de votre compte');
    await browser.mutate('accounts.requestAddress', { email: '+33 6 12 34 56 79', password: PASSWORD });
    const back = await browser.mutate('accounts.changeAddress', { email: '+33612345679', code: await code() });
    expect(back.body).toEqual({ email: '+33612345679' });
    await t.deps.mailer.flush();
    expect(t.mails.at(-1)).toMatchObject({ to: 'awa@example.net', subject: 'EGOEJO : votre adresse a changé' });
  });

  it('has the limits of mailed codes, over all ways to write the number', async () => {
    for (const number of ['+221771112233', '+221 77 111 22 33', '00221771112233', '+221771112233', '+221771112233'])
      await t.browser().mutate('accounts.requestCode', form(number));
    expect(await textsOf()).toHaveLength(5);
    expect((await t.browser().mutate('accounts.requestCode', form('+221-771-112-233'))).body).toEqual({ sent: true });
    expect(await textsOf()).toHaveLength(5);
    const asked = t.browser();
    await asked.mutate('accounts.requestCode', form('+221781112233'));
    const right = await code();
    for (let i = 0; i < 5; i++)
      expect(
        (await asked.mutate('accounts.verifyCode', { email: '+221781112233', code: '00000000' })).body,
      ).toMatchObject({ code: 'account.bad_code' });
    expect((await asked.mutate('accounts.verifyCode', { email: '+221781112233', code: right })).body).toMatchObject({
      code: 'account.bad_code',
    });
  });

  it('gets no queued mail: it is found in the app', async () => {
    await signUp(t.browser(), '+221761112233');
    const [member] = await database().query<{ id: string }>(`select id from member where email = '+221761112233'`);
    await database().query(
      `insert into mail_outbox (id, member, kind, params) values (gen_random_uuid(), $1, 'invitation', '{"grains":1}')`,
      [member!.id],
    );
    const sent = await sendWaiting({ db: database(), mailer: t.deps.mailer, log, base: 'https://egoejo.example.org' });
    expect(sent).toEqual({ unwanted: 1 });
    expect(provider.calls).toBe(1);
  });

  it('is not offered without a provider, and refused with a code', async () => {
    const plain = await createTestApp(database());
    expect((await plain.browser().query('accounts.signInWays')).body).toMatchObject({ sms: false });
    expect((await plain.browser().mutate('accounts.requestCode', form('+221771234568'))).body).toMatchObject({
      code: 'account.no_sms',
    });
    expect((await plain.browser().mutate('accounts.requestCode', form('+221 12'))).status).toBe(400);
    await plain.close();
  });

  it('fails when the provider refuses, redirects, stalls or is gone; mails go through meanwhile', async () => {
    const sms = httpSms({ url: provider.url, token: TOKEN, sender: 'Jardins' }, 50);
    for (const status of [302, 400, 401, 429, 500]) {
      provider.answer = status;
      const error = await sms.send('+221771234567', 'x').catch((e: Error) => e);
      expect(error).toMatchObject({ message: `the provider of text messages answered ${status}` });
    }
    provider.answer = 'stall';
    await expect(sms.send('+221771234567', 'x')).rejects.toThrow(/timeout/);
    const gone = httpSms({ url: 'http://127.0.0.1:9/', token: TOKEN, sender: '' });
    await expect(gone.send('+221771234567', 'x')).rejects.toThrow();
    const mails: string[] = [];
    const mailer = createMailer({ send: async (mail) => void mails.push(mail.to) }, log, {
      sms,
      smsGuard: createGuard(GUARD),
    });
    provider.answer = 500;
    provider.calls = 0;
    for (let i = 0; i < 5; i++)
      await mailer.send(mailTo('+221771234567', 'resetCode', 'fr', '12345678')).catch(() => undefined);
    expect(provider.calls).toBe(3);
    await mailer.send(mailTo('awa@example.org', 'resetCode', 'fr', '12345678'));
    expect([mails, mailer.state()]).toEqual([['awa@example.org'], 'closed']);
  });
});
