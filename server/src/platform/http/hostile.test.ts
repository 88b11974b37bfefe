/**
 * Every procedure and the exchange, with hostile values at every place of an otherwise valid request: the answer is
 * coded, never a 500.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { memberScope, PROTOCOL } from '@egoejo/shared/sync/protocol.ts';
import { openSession } from '../../accounts/sessions/sessions.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { appRouter } from '../../router.ts';
import { createTestApp, type Browser, type TestApp } from '../../testing/servers/app.ts';
import { createLimiter } from '../limits/limits.ts';
import { HOSTILE_HEADERS, HOSTILE_JSON, hostileTexts, sampleOf, schemaOf } from '../../testing/hostile.ts';
import { openFresh, type OpenDatabase } from '../../testing/database/postgres.ts';
import { addMember, type TestMember } from '../../testing/world.ts';

let opened: OpenDatabase;
let t: TestApp;
let member: TestMember;
let browser: Browser;
beforeAll(async () => {
  opened = await openFresh();
  t = await createTestApp(opened.db, { NODE_ENV: 'production' });
  // This test sends more for one member in a minute than the limit allows.
  t.deps.limits.exchange = createLimiter(1_000_000, 'sync.rate_limited');
  member = await addMember(opened.db, { roles: ['administrator'] });
  await enter();
});
afterAll(async () => {
  await t.close();
  await opened.close();
});
/** Opens a session for the member; some procedures end it. */
async function enter(): Promise<void> {
  const { sid } = await openSession(opened.db, member.id, member.device, 90, { agent: '', address: '' });
  browser = t.browser();
  browser.accessToken = await signAccess(t.deps.keys, {
    member: member.id,
    device: member.device,
    sid,
    roles: ['administrator'],
  });
}
let n = 0;
/** A new address for each call, so that limits by address do not apply. */
const anywhere = (): string => `10.${(++n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
const JSON_BODY = { 'content-type': 'application/json' };

const isSchema = (v: unknown): v is z.core.$ZodType => typeof v === 'object' && v !== null && '_zod' in v;
/** tRPC stores procedures flat, by path; its types show them nested. */
const procedures = Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => {
  const def = typeof procedure === 'function' && '_def' in procedure ? procedure._def : {};
  const { type, inputs } = { type: '', inputs: [], ...(def as { type?: string; inputs?: unknown[] }) };
  return { path, type, input: inputs.find(isSchema) };
});
it('the list of procedures includes their inputs', () => {
  expect(procedures.find((p) => p.path === 'accounts.signIn')).toMatchObject({
    type: 'mutation',
    input: expect.anything(),
  });
});

it.each(procedures)('$path', async ({ path, type, input }) => {
  const sample = input ? sampleOf(schemaOf(input)) : undefined;
  const wrong: unknown[] = [];
  for (const text of hostileTexts(sample)) {
    if (browser.accessToken === undefined || path === 'accounts.signOut') await enter();
    const answer = await browser.send<{ code?: string }>({
      remoteAddress: anywhere(),
      ...(type === 'mutation'
        ? { method: 'POST', url: `/trpc/${path}`, headers: JSON_BODY, payload: text }
        : { method: 'GET', url: `/trpc/${path}?input=${encodeURIComponent(text)}` }),
    });
    const coded = answer.status < 400 || (errorCodes as readonly unknown[]).includes(answer.body.code);
    if (answer.status >= 500 || !coded) wrong.push([answer.status, answer.body, text.slice(0, 200)]);
  }
  expect(wrong).toEqual([]);
});

const request = () => ({
  protocol: PROTOCOL,
  member: member.id,
  device: member.device,
  epoch: 'x',
  outboxEmpty: false,
  cursors: [
    {
      scope: memberScope(member.id),
      entities: { profile: 1, position: 1 },
      rev: 1,
      table: 'profile',
      id: newId(),
      from: 0,
      mark: 'm',
    },
  ],
  mutations: [] as unknown[],
});
const exchange = (payload: string) =>
  browser.send<{ code?: string; text?: string }>({
    method: 'POST',
    url: '/sync/exchange',
    headers: JSON_BODY,
    payload,
    remoteAddress: anywhere(),
  });
async function badAnswers(texts: Iterable<string>): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const text of texts) {
    const { status, body } = await exchange(text);
    const coded =
      status < 400
        ? !(body.text ?? '').includes('"unsettled"')
        : (errorCodes as readonly unknown[]).includes(body.code);
    if (status >= 500 || status === 429 || !coded) wrong.push([status, body, text.slice(0, 300)]);
  }
  return wrong;
}

it('the exchange, at every position of a request', async () => {
  await enter();
  expect((await exchange(JSON.stringify(request()))).status).toBe(200);
  expect(await badAnswers(hostileTexts(request()))).toEqual([]);
});

it.each(Object.values(mutations))('the exchange with $name', async ({ name, version, args }) => {
  await enter();
  const act = () => ({
    key: newId(),
    seq: 1,
    name,
    version,
    args: sampleOf(schemaOf(args)),
    madeAt: '2026-01-01T00:00:00Z',
  });
  const texts = [...hostileTexts(act())].map((text) =>
    JSON.stringify({ ...request(), cursors: [] }).replace('"mutations":[]', () => `"mutations":[${text}]`),
  );
  // Each text gets its own key; otherwise all but the first would only get the stored verdict.
  expect(
    await badAnswers(texts.map((text) => text.replace(/"key":"[0-9a-f-]{36}"/, () => `"key":"${newId()}"`))),
  ).toEqual([]);
});

it('a refused request changes no row', async () => {
  await enter();
  const rows = async () =>
    (
      await opened.db.query(
        `select (select count(*) from receipt) as receipts, (select sum(rev) from member_counter) as revs,
          (select count(*) from transfer) as transfers`,
      )
    )[0];
  const before = await rows();
  const act = (args: string) =>
    JSON.stringify({ ...request(), cursors: [] }).replace(
      '"mutations":[]',
      () =>
        `"mutations":[{"key":"${newId()}","seq":1,"name":"project.boost","version":1,` +
        `"args":${args},"madeAt":"2026-01-01T00:00:00Z"}]`,
    );
  const cursor = (more: object) => JSON.stringify({ ...request(), cursors: [{ ...request().cursors[0], ...more }] });
  const [deep = ''] = HOSTILE_JSON.filter((text) => text.startsWith('[['));
  const reasons: [string, object][] = [
    [act(`{"project":"${newId()}","grains":1e400}`), { reason: 'number' }],
    [act(`{"a":${deep}}`), { reason: 'depth' }],
    [deep, { reason: 'depth' }],
  ];
  for (const [text, params] of reasons)
    expect(await exchange(text)).toMatchObject({ status: 400, body: { code: 'sync.bad_request', params } });
  for (const more of [
    { scope: `community:${'-'.repeat(36)}` },
    { id: '\0' },
    { id: 'x' },
    { table: '\0' },
    { mark: '\0' },
  ]) {
    const { status, body } = await exchange(cursor(more));
    // A cursor that cannot be read is refused or skipped.
    expect([status, status === 200 || body.code === 'sync.bad_request'], JSON.stringify(more)).toEqual([status, true]);
    expect(status).toBeLessThan(500);
  }
  expect(await rows()).toEqual(before);
});

it('hostile tokens and cookies in headers', async () => {
  const wrong: unknown[] = [];
  const calls = [
    { method: 'GET', url: '/trpc/accounts.me' },
    { method: 'POST', url: '/trpc/accounts.refresh' },
    { method: 'POST', url: '/trpc/accounts.requestCode', payload: '{"email":"a@example.org"}' },
    { method: 'POST', url: '/trpc/accounts.verifyCode', payload: '{"email":"a@example.org","code":"12345678"}' },
    { method: 'POST', url: '/trpc/accounts.signIn', payload: '{"email":"a@example.org","password":"x"}' },
    {
      method: 'POST',
      url: '/trpc/installation.testMail',
      payload: '{"code":"éééééééé","smtpUrl":"smtp://127.0.0.1:1","mailFrom":"a@example.org","to":"a@example.org"}',
    },
    { method: 'POST', url: '/sync/exchange', payload: JSON.stringify(request()) },
    { method: 'GET', url: '/api/public/projects' },
    { method: 'GET', url: '/api/partner/v1/projects' },
  ] as const;
  const names = [
    'authorization',
    'cookie',
    'user-agent',
    'accept-language',
    'x-egoejo-client',
    'x-egoejo-quarantined',
    'accept-encoding',
    'if-none-match',
  ];
  for (const call of calls)
    for (const name of names)
      for (const hostile of HOSTILE_HEADERS) {
        const value =
          name === 'authorization'
            ? `Bearer ${hostile}`
            : name === 'cookie'
              ? ['egoejo_refresh', 'egoejo_asking', 'egoejo_known', 'egoejo_oidc']
                  .map((c) => `${c}=${hostile}`)
                  .join('; ')
              : hostile;
        const answer = await t
          .browser()
          .send({ ...call, headers: { ...JSON_BODY, [name]: value }, remoteAddress: anywhere() });
        if (answer.status >= 500 && answer.status !== 503)
          wrong.push([call.url, name, value.slice(0, 80), answer.status]);
      }
  expect(wrong).toEqual([]);
});
