/** Which requests reach Argon2, and how many hash at the same time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../../testing/database/postgres.ts';
import { HASHING, hashingSeen } from './passwords.ts';

let opened: OpenDatabase;
let t: TestApp;
beforeAll(async () => {
  opened = await openFreshEmbedded();
  t = await createTestApp(opened.db);
});
afterAll(async () => {
  await t.close();
  await opened.close();
});
const from = (n: number) => t.browser({ address: `10.1.${Math.floor(n / 250)}.${n % 250}` });
const email = 'nour@example.org';
const password = 'un mot de passe long';

it('a wrong token or code is refused before any password is hashed', async () => {
  const before = hashingSeen().started;
  const browser = from(0);
  await browser.mutate('accounts.requestReset', { email });
  const tries = Array.from({ length: 40 }, (_, i) => [
    from(i).mutate('accounts.register', { signUpToken: `${newId()}.wrong`, name: 'Awa', password }),
    from(i).mutate('accounts.register', { signUpToken: 'é', name: 'Awa', password }),
    browser.mutate('accounts.reset', { email, code: '00000000', password }),
  ]).flat();
  for (const { body } of await Promise.all(tries)) expect(body).toMatchObject({ code: 'account.bad_code' });
  expect(hashingSeen().started - before).toBe(0);
});

it('of 250 simultaneous sign-ins two are hashed at a time, a bounded number waits, and the others get 503 with Retry-After', async () => {
  const before = hashingSeen().started;
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, i) =>
      from(i).mutate<{ code: string }>('accounts.signIn', { email: `${i}@example.org`, password }),
    ),
  );
  const hashed = hashingSeen().started - before;
  expect(hashingSeen().most).toBe(HASHING.places);
  const busy = answers.filter((a) => a.body.code === 'account.busy');
  expect(busy.length).toBeGreaterThan(0);
  for (const { status, headers } of busy)
    expect([status, headers['retry-after']]).toEqual([503, String(HASHING.retrySeconds)]);
  expect(answers.length - busy.length).toBe(hashed);
  expect(answers.filter((a) => a.body.code === 'account.bad_credentials')).toHaveLength(hashed);
  // A request refused as busy was not checked, so it does not count as a failure.
  expect(await opened.db.query('select count(*) as n from sign_in_failure')).toEqual([{ n: hashed }]);
});
