/** Members who sign up through the app and stay signed in, for tests of procedures. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Browser, TestApp } from './app.ts';

/** @returns the browser of a new member with these global roles, and the member's id. */
export async function signedIn(at: TestApp, roles: readonly string[]): Promise<{ browser: Browser; member: string }> {
  const browser = at.browser();
  const email = `${newId()}@example.org`;
  await browser.mutate('accounts.requestCode', { email, website: '', startedAt: Date.now() - 5000 });
  const { signUpToken } = (
    await browser.mutate<{ signUpToken: string }>('accounts.verifyCode', { email, code: await at.codeFor(email) })
  ).body;
  const { body } = await browser.mutate<{ member: string }>('accounts.register', {
    signUpToken,
    name: 'Awa',
    password: 'a password to test with',
  });
  await at.deps.db.query('update member set roles = $2 where id = $1', [body.member, roles]);
  return { browser, member: body.member };
}
