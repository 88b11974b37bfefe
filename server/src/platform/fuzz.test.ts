/** Every procedure, with whatever may come: a coded answer, never a 500, and no row changed by what was refused. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { openSession } from '../accounts/sessions.ts';
import { signAccess } from '../accounts/tokens.ts';
import { appRouter } from '../router.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../testing/postgres.ts';
import { addMember } from '../testing/world.ts';

let opened: OpenDatabase;
let t: TestApp;
let member: Browser;
beforeAll(async () => {
  opened = await openFreshEmbedded();
  t = await createTestApp(opened.db, { NODE_ENV: 'production' });
  const { id, device } = await addMember(opened.db, { roles: ['administrator'] });
  const { sid } = await openSession(opened.db, id, device, 90, { agent: '', address: '' });
  member = t.browser();
  member.accessToken = await signAccess(t.deps.keys, { member: id, device, sid, roles: ['administrator'] });
});
afterAll(async () => {
  await t.close();
  await opened.close();
});

interface Known {
  path: string;
  type: 'query' | 'mutation';
}
/** tRPC keeps its procedures flat, by path; its types show them nested. */
const kindOf = (procedure: unknown): Known['type'] => {
  const def = typeof procedure === 'function' && '_def' in procedure ? procedure._def : undefined;
  return typeof def === 'object' && def !== null && 'type' in def && def.type === 'query' ? 'query' : 'mutation';
};
const procedures: Known[] = Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({ path, type: kindOf(procedure) }));

/** Things somebody might send: right in form, nearly right, hostile. */
const value = fc.oneof(
  fc.string({ maxLength: 50 }), fc.constantFrom('a@example.org', 'x'.repeat(5000), '\u0000', 'a\ud800', "'; drop table member; --", '../../etc/passwd', '123456', newId(), 'https://example.org', '/tmp'),
  fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }), fc.object({ maxDepth: 2, maxKeys: 3 }),
);
const field = fc.constantFrom(
  'email', 'password', 'code', 'name', 'device', 'website', 'startedAt', 'signUpToken', 'everywhere', 'base64', 'publicUrl', 'smtpUrl', 'mailFrom', 'administrator', 'backupFolder', 'to', '__proto__', 'id', 'x',
);
/** Whole and right but for one field: reaches further in. */
const whole = { email: 'a@example.org', website: '', startedAt: 0, code: '123456', password: 'un mot de passe', signUpToken: `${newId()}.x`, name: 'Awa', device: null, everywhere: false, base64: 'AAAA' };
const shapes = [['email', 'website', 'startedAt'], ['email', 'code'], ['signUpToken', 'name', 'password', 'device'], ['email', 'password', 'device'], ['email', 'code', 'password', 'device'], ['everywhere'], ['base64'], ['password'], ['device']] as const;
const nearlyRight = fc.tuple(fc.constantFrom(...shapes), fc.nat(), value).map(([keys, n, odd]) =>
  Object.fromEntries(keys.map((k, i) => [k, i === n % keys.length ? odd : whole[k]])));
const input = fc.oneof({ weight: 2, arbitrary: nearlyRight },{ weight: 1, arbitrary: fc.dictionary(field, value, { maxKeys: 6 }) }, { weight: 1, arbitrary: value });

it.each(procedures)('$path answers anything with a code', async ({ path, type }) => {
  const members = await opened.db.query('select count(*) as n from member');
  await fc.assert(
    fc.asyncProperty(input, fc.boolean(), async (given, signedIn) => {
      const browser = signedIn ? member : t.browser({ address: `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}` });
      const text = JSON.stringify(given);
      const answer = type === 'mutation'
        ? await browser.send<{ code?: string }>({ method: 'POST', url: `/trpc/${path}`, headers: { 'content-type': 'application/json' }, payload: text })
        : await browser.send<{ code?: string }>({ method: 'GET', url: `/trpc/${path}?input=${encodeURIComponent(text)}` });
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) expect(errorCodes).toContain(answer.body.code);
    }),
    { numRuns: 60 },
  );
  expect(await opened.db.query('select count(*) as n from member')).toEqual(members);
});
