import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RefusedRecipient } from '../../mail/delivery.ts';
import { readState } from '../../administration/state.ts';
import { createGuard, GUARD } from '../../mail/guard.ts';
import { watchTexts } from '../../mail/jobs.ts';
import { createMailer } from '../../mail/mailer.ts';
import { sendWaiting } from '../../mail/send-waiting.ts';
import { httpSms } from '../../mail/sms.ts';
import { mailTo } from '../../mail/texts.ts';
import { createLog } from '../../platform/observability/log.ts';
import { addressKey } from '../../platform/limits/address.ts';
import { isPhone, phoneNumber } from '../../platform/phone.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { startSmsProvider, type SmsProvider } from '../../testing/services/sms-provider.ts';
import { addMember } from '../../testing/world.ts';

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
    t = await createTestApp(database(), settings());
  });
  afterAll(async () => {
    await t.close();
    await provider.close();
  });
  beforeEach(async () => {
    Object.assign(provider, { answer: 202, received: [], calls: 0 });
    await database().query('delete from text_message');
  });
  const settings = (more: Record<string, string> = {}) => ({
    SMS_URL: provider.url,
    SMS_TOKEN: TOKEN,
    SMS_SENDER: 'Jardins',
    SMS_COUNTRIES: 'SN, FR',
    ...more,
  });
  /** The n-th of many mobile numbers of Senegal. */
  const numbered = (n: number) => `+22177${String(2_000_000 + n)}`;
  const ask = async (number: string, { app = t, address = '203.0.113.1', procedure = 'requestCode' } = {}) =>
    (await app.browser({ address }).mutate(`accounts.${procedure}`, form(number))).body;
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

  it('go to mobile numbers of the countries of the setting alone, whether or not the number has an account', async () => {
    const dear = ['+881612345678', '+33899123456', '+33123456789', '+12025550123', '+254712345678', '+447911123456'];
    await addMember(database(), { email: dear[0]! });
    for (const number of dear)
      for (const procedure of ['requestCode', 'requestReset'])
        expect(await ask(number, { procedure }), number).toEqual({ code: 'account.sms_number', params: {} });
    const sms = t.deps.config.sms!;
    await expect(httpSms(sms).send(dear[0]!, 'a notice')).rejects.toBeInstanceOf(RefusedRecipient);
    expect(provider.calls).toBe(0);
    expect(await ask('+33 6 12 34 56 70')).toEqual({ sent: true });
  });

  it('are twenty an hour and sixty a day for one network that asks, over all numbers', async () => {
    const network = (n: number) => ({ address: `2001:db8::${n}` });
    for (let n = 0; n < 20; n++) expect(await ask(numbered(n), network(n + 1))).toEqual({ sent: true });
    const refused = await ask(numbered(20), network(99));
    expect(refused).toMatchObject({ code: 'account.sms_too_many', params: { seconds: expect.any(Number) } });
    expect(await ask(numbered(21), { address: '2001:db8:1::1' })).toEqual({ sent: true });
    await database().query(`update text_message set at = at - interval '61 minutes'`);
    expect(await ask(numbered(22), network(1))).toEqual({ sent: true });
    await database().query(
      `insert into text_message (id, asker) select gen_random_uuid(), $1 from generate_series(1, 39)`,
      [addressKey('2001:db8::1')],
    );
    await database().query(`update text_message set at = at - interval '61 minutes'`);
    expect(await ask(numbered(23), network(1))).toMatchObject({ code: 'account.sms_too_many' });
    expect(provider.calls).toBe(22);
  });

  it('have a budget of the installation that outlives a restart; its last fifth is for members', async () => {
    const env = settings({ SMS_MOST_HOUR: '10', SMS_MOST_DAY: '15' });
    const first = await createTestApp(database(), env);
    const known = first.browser();
    const used = () => provider.calls;
    await known.mutate('accounts.requestCode', form(numbered(100)));
    const { body } = await known.mutate('accounts.verifyCode', { email: numbered(100), code: await code() });
    await known.mutate('accounts.register', { ...body, name: 'Awa', password: PASSWORD });
    // All at once: each place is taken before its message leaves.
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(numbered(101 + n), { app: first })));
    expect([used(), all.filter((one) => 'sent' in one).length]).toEqual([8, 7]);
    await first.close();
    const second = await createTestApp(database(), env);
    for (const number of [numbered(100), numbered(120)])
      for (const procedure of ['requestCode', 'requestReset'])
        expect(await ask(number, { app: second, address: '198.51.100.1', procedure })).toMatchObject({
          code: 'account.sms_used_up',
          params: { seconds: expect.any(Number) },
        });
    const own = second.browser();
    for (const [name, value] of known.cookies) own.cookies.set(name, value);
    expect((await own.mutate('accounts.requestReset', form(numbered(100)))).body).toEqual({ sent: true });
    expect(used()).toBe(9);
    await database().query(`update text_message set at = at - interval '61 minutes'`);
    for (let n = 0; n < 3; n++) expect(await ask(numbered(130 + n), { app: second })).toEqual({ sent: true });
    expect(await ask(numbered(133), { app: second })).toMatchObject({ code: 'account.sms_used_up' });
    await second.close();
  });

  it('a member who changes a password again and again does not use up the members’ part', async () => {
    const browser = t.browser();
    await signUp(browser, numbered(600));
    for (let n = 0; n < 7; n++)
      expect((await browser.mutate('accounts.changePassword', { password: PASSWORD, next: PASSWORD })).status).toBe(
        200,
      );
    expect(await textsOf()).toHaveLength(1 + 5);
  });

  it('a number that the provider refuses is told to who asks, and closes text messages for nobody', async () => {
    const app = await createTestApp(database(), settings());
    provider.answer = 400;
    for (let n = 0; n < 5; n++)
      expect(await ask(numbered(200 + n), { app })).toEqual({ code: 'account.not_sent_there', params: {} });
    provider.answer = 202;
    expect(await ask(numbered(210), { app })).toEqual({ sent: true });
    expect(
      await database().query('select outcome, count(*)::int as n from text_message group by 1 order by 1'),
    ).toEqual([
      { outcome: 'recipient', n: 5 },
      { outcome: 'sent', n: 1 },
    ]);
    await app.close();
  });

  it('that were not sent are told to who asks, the same with and without an account; in a pause nothing is counted', async () => {
    const member = numbered(300);
    await addMember(database(), { email: member });
    for (const answer of [401, 402, 403, 429, 500, 302]) {
      const app = await createTestApp(database(), settings());
      await database().query('delete from email_code');
      provider.answer = answer;
      for (const number of [member, numbered(301), member, numbered(302)])
        for (const procedure of ['requestReset', 'requestCode'])
          expect(await ask(number, { app, procedure }), String(answer)).toEqual({
            code: 'account.not_sent',
            params: { seconds: 60 },
          });
      await app.close();
    }
    expect(provider.calls).toBe(18);
    expect(await database().query('select count(*)::int as n from text_message')).toEqual([{ n: 18 }]);
  });

  it('are watched: administrators are told once a day that the budget is nearly used up, and that the provider fails', async () => {
    const app = await createTestApp(database(), settings({ SMS_MOST_HOUR: '5' }));
    await addMember(database(), { roles: ['administrator'], email: numbered(500) });
    await addMember(database(), { roles: ['administrator'] });
    const told = async () => {
      await watchTexts(app.deps);
      return app.mails.splice(0).map(({ text }) => /attention : (\w+)/.exec(text)?.[1]);
    };
    for (let n = 0; n < 2; n++) await ask(numbered(501 + n), { app });
    expect(await told()).toEqual([]);
    await ask(numbered(503), { app });
    expect([await told(), await told()]).toEqual([['budget'], []]);
    // Administrators with a number are told, too.
    expect(await textsOf()).toContainEqual(expect.stringContaining('attention : budget'));
    await database().query(`update text_message set at = at - interval '25 hours'`);
    await database().query(
      `insert into text_message (id, outcome) select gen_random_uuid(), 'provider' from generate_series(1, 3)`,
    );
    expect((await readState(app.deps, Date.now())).sms).toMatchObject({
      used: { hour: 3 },
      troubles: expect.arrayContaining(['provider']),
    });
    expect([await told(), await told()]).toEqual([['provider'], []]);
    await app.close();
  });

  it('answer one message to every ask for a new password, so that neither outcome nor budget tells who has an account', async () => {
    expect(await ask(numbered(400), { procedure: 'requestReset' })).toEqual({ sent: true });
    expect(await textsOf()).toEqual([expect.stringContaining('aucun compte')]);
  });

  it('fails when the provider refuses, redirects, stalls or is gone; mails go through meanwhile', async () => {
    const countries = ['SN'];
    const most = { hour: 100, day: 500 };
    const given = { url: provider.url, token: TOKEN, sender: 'Jardins', countries, most };
    const sms = httpSms(given);
    for (const status of [302, 400, 401, 429, 500]) {
      provider.answer = status;
      const error = await sms.send('+221771234567', 'x').catch((e: Error) => e);
      expect(error).toMatchObject({ message: `the provider of text messages answered ${status}` });
    }
    provider.answer = 'stall';
    await expect(httpSms(given, 50).send('+221771234567', 'x')).rejects.toThrow(/timeout/);
    const gone = httpSms({ url: 'http://127.0.0.1:9/', token: TOKEN, sender: '', countries, most });
    await expect(gone.send('+221771234567', 'x')).rejects.toThrow();
    const mails: string[] = [];
    const mailer = createMailer({ send: async (mail) => void mails.push(mail.to) }, log, {
      texts: { sms, note: async () => undefined },
      smsGuard: createGuard(GUARD),
    });
    const mail = { ...mailTo('+221771234567', 'resetCode', 'fr', '12345678'), place: 'one' };
    provider.answer = 500;
    provider.calls = 0;
    for (let i = 0; i < 5; i++) await mailer.send(mail).catch(() => undefined);
    expect(provider.calls).toBe(3);
    await mailer.send(mailTo('awa@example.org', 'resetCode', 'fr', '12345678'));
    expect([mails, mailer.state(), mailer.state('sms')]).toEqual([['awa@example.org'], 'closed', 'open']);
  });
});
