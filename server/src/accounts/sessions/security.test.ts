import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';

const PASSWORD = 'un mot de passe long';
const NEXT = 'un autre mot de passe';

eachDatabase('the security of an account', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  let people = 0;
  async function someone() {
    const email = `${newId()}@example.org`;
    const browser = t.browser({ address: `192.0.2.${++people}` });
    await browser.mutate('accounts.requestCode', { email, website: '', startedAt: Date.now() - 5000 });
    const { signUpToken } = (
      await browser.mutate<{ signUpToken: string }>('accounts.verifyCode', { email, code: await t.codeFor(email) })
    ).body;
    await browser.mutate('accounts.register', { signUpToken, name: 'Awa', password: PASSWORD });
    const other = t.browser({ address: `192.0.2.${people}` });
    await other.mutate('accounts.signIn', { email, password: PASSWORD });
    return { email, browser, other };
  }
  const me = (b: Browser) => b.query<{ email: string }>('accounts.me');

  it('a member ends one session of theirs, and nobody else’s', async () => {
    const [awa, moussa] = [await someone(), await someone()];
    const list = (await awa.browser.query<{ id: string; current: boolean }[]>('accounts.sessions')).body;
    expect(list.filter((s) => s.current)).toHaveLength(1);
    expect(list).toHaveLength(2);
    const session = list.find((s) => !s.current)!.id;
    await moussa.browser.mutate('accounts.endSession', { session });
    expect((await me(awa.other)).status).toBe(200);
    expect((await awa.browser.mutate('accounts.endSession', { session })).status).toBe(200);
    expect((await me(awa.other)).status).toBe(401);
    expect((await me(awa.browser)).status).toBe(200);
  });

  it('a new password needs the present one, ends the other sessions, and is told by mail', async () => {
    const { email, browser, other } = await someone();
    expect(
      (await browser.mutate('accounts.changePassword', { password: 'faux faux faux', next: NEXT })).body,
    ).toMatchObject({ code: 'account.bad_credentials' });
    expect((await me(other)).status).toBe(200);
    expect((await browser.mutate('accounts.changePassword', { password: PASSWORD, next: 'court' })).status).toBe(400);
    expect((await browser.mutate('accounts.changePassword', { password: PASSWORD, next: NEXT })).status).toBe(200);
    expect((await me(browser)).status).toBe(200);
    expect((await me(other)).status).toBe(401);
    expect((await t.browser().mutate('accounts.signIn', { email, password: PASSWORD })).status).toBe(401);
    expect((await t.browser().mutate('accounts.signIn', { email, password: NEXT })).status).toBe(200);
  });

  it('a new address needs the password and the code mailed to it; an address that has an account cannot be taken', async () => {
    const [awa, moussa] = [await someone(), await someone()];
    const email = `${newId()}@example.org`;
    expect(
      (await awa.browser.mutate('accounts.requestAddress', { email, password: 'faux faux faux' })).body,
    ).toMatchObject({ code: 'account.bad_credentials' });
    await awa.browser.mutate('accounts.requestAddress', { email, password: PASSWORD });
    const code = await t.codeFor(email);
    expect((await moussa.browser.mutate('accounts.changeAddress', { email, code })).body).toMatchObject({
      code: 'account.bad_code',
    });
    expect((await awa.browser.mutate('accounts.changeAddress', { email, code })).status).toBe(200);
    expect((await me(awa.browser)).body).toMatchObject({ email, emailConfirmed: true });
    // The answer is the same as for a free address. The owner of the address gets a mail that contains no code.
    const asked = await moussa.browser.mutate('accounts.requestAddress', { email, password: PASSWORD });
    expect([asked.status, asked.body]).toEqual([200, { sent: true }]);
    expect((await moussa.browser.mutate('accounts.changeAddress', { email, code: '00000000' })).body).toMatchObject({
      code: 'account.bad_code',
    });
    expect((await me(moussa.browser)).body).toMatchObject({ email: moussa.email });
  });
});
