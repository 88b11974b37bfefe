/**
 * Health, readiness and metrics: how often each address may ask, and what is logged about proxies that are not
 * configured.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../testing/database/postgres.ts';
import { createApp } from '../platform/http/http.ts';
import { addHealth } from './health.ts';
import { listenForMetrics } from '../platform/observability/metrics-http.ts';

let opened: OpenDatabase;
beforeAll(async () => {
  opened = await openFreshEmbedded();
});
afterAll(() => opened.close());
const TOKEN = 'a-token-of-the-operator-0123456789';
async function withApp(env: Record<string, string>, run: (t: TestApp) => Promise<void>): Promise<void> {
  const t = await createTestApp(opened.db, env);
  try {
    await run(t);
  } finally {
    await t.close();
  }
}

it('readiness queries the database once, however many requests come', () =>
  withApp({}, async (t) => {
    let asked = 0;
    const query: typeof t.deps.db.query = (sql, values) => {
      asked++;
      return opened.db.query(sql, values);
    };
    const deps = { ...t.deps, db: { ...opened.db, query } };
    const app = await createApp(deps);
    addHealth(app, deps);
    const answers = await Promise.all(Array.from({ length: 200 }, () => app.inject({ url: '/ready' })));
    expect(new Set(answers.map((a) => a.body)).size).toBe(1);
    // The version of the schema, and the state of the backups.
    expect(asked).toBeLessThanOrEqual(3);
    await app.close();
  }));

it('health, readiness and metrics have a rate limit by address, separate from the reads of members there', () =>
  withApp({}, async (t) => {
    const status = async (url: string, remoteAddress: string) =>
      (await t.app.inject({ url, remoteAddress })).statusCode;
    for (let i = 0; i < 1000; i++) t.deps.limits.public.take('2001:db8::1');
    expect(await status('/health', '2001:db8::1')).toBe(200);
    for (let i = 0; i < 999; i++) t.deps.limits.watch.take('2001:db8::1');
    for (const url of ['/health', '/ready', '/metrics']) expect(await status(url, '2001:db8::2'), url).toBe(429);
    expect(await status('/health', '2001:db8:0:1::2')).toBe(200);
  }));

it('over the limit of its address a page is sent without preview, and the preview is not read', () =>
  withApp({}, async (t) => {
    let read = 0;
    t.deps.previews.add('/essais/:id', async () => {
      read++;
      return { title: 'Un puits', description: '', picture: null };
    });
    const page = async () => await t.app.inject({ url: '/essais/known', remoteAddress: '203.0.113.9' });
    expect((await page()).body).toContain('Un puits');
    for (let i = 0; i < 299; i++) t.deps.limits.previews.take('203.0.113.9');
    const plain = await page();
    expect([
      plain.statusCode,
      plain.body.includes('Un puits'),
      plain.body.includes('<title>EGOEJO</title>'),
      read,
    ]).toEqual([200, false, true, 1]);
  }));

it.each([
  ['in development on this machine', {}, 200, 200],
  ['in production', { NODE_ENV: 'production', PUBLIC_URL: 'https://example.org' }, 404, 404],
  ['behind a public address', { PUBLIC_URL: 'https://example.org' }, 404, 404],
  ['where every machine reaches it', { HOST: '0.0.0.0' }, 404, 404],
  ['with a token', { NODE_ENV: 'production', PUBLIC_URL: 'https://example.org', METRICS_TOKEN: TOKEN }, 401, 200],
])('serves metrics %s to authorised callers only', (_where, env: Record<string, string>, without, withToken) =>
  withApp(env, async (t) => {
    const ask = async (authorization?: string) =>
      await t.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
    const answer = await ask();
    expect(answer.statusCode).toBe(without);
    if (without !== 200)
      expect(answer.json()).toMatchObject({
        error: { code: without === 404 ? 'sync.bad_request' : 'sync.unauthenticated' },
      });
    expect((await ask(`Bearer ${TOKEN}`)).statusCode).toBe(withToken);
    if (without === 401) expect((await ask(`Bearer ${TOKEN.slice(1)}`)).statusCode).toBe(401);
  }),
);

it('serves metrics on a separate port, at that address alone, with the token if there is one', () =>
  withApp({}, async (t) => {
    const fail = (error: unknown) => {
      throw error;
    };
    const free = { port: 0, host: '127.0.0.1', token: undefined, open: false };
    const [plain, guarded] = [
      await listenForMetrics(free, t.deps.metrics, fail),
      await listenForMetrics({ ...free, token: TOKEN }, t.deps.metrics, fail),
    ];
    const ask = (port: number, path = '/metrics', headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers });
    expect(await (await ask(plain.port)).text()).toContain('egoejo_saka_silo_grains');
    expect((await ask(plain.port, '/')).status).toBe(404);
    expect((await ask(guarded.port)).status).toBe(401);
    expect((await ask(guarded.port, '/metrics', { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    await expect(listenForMetrics({ ...free, port: plain.port }, t.deps.metrics, fail)).rejects.toThrow(
      /^METRICS_PORT: another program listens there/,
    );
    await plain.close();
    await guarded.close();
  }));

it.each([
  [
    'a proxy nobody named',
    {},
    '10.0.0.1',
    { 'x-forwarded-for': '203.0.113.1' },
    /^a request came with x-forwarded-for from an address that TRUST_PROXY does not name/,
  ],
  [
    'another proxy than the one named',
    { TRUST_PROXY: '10.0.0.2' },
    '10.0.0.1',
    { 'x-real-ip': '203.0.113.1' },
    /^a request came with x-real-ip from an address/,
  ],
  [
    'a named proxy without the header that is read',
    { TRUST_PROXY: '10.0.0.0/8' },
    '10.0.0.1',
    { forwarded: 'for=203.0.113.1' },
    /^the proxy named by TRUST_PROXY sends forwarded but no X-Forwarded-For/,
  ],
  [
    'a named proxy',
    { TRUST_PROXY: '10.0.0.0/8' },
    '10.0.0.1',
    { 'x-forwarded-for': '203.0.113.1', 'x-real-ip': '203.0.113.1' },
    null,
  ],
  ['no proxy', {}, '203.0.113.1', {}, null],
])(
  'logs once how it interprets %s',
  (_what, env: Record<string, string>, remoteAddress, headers: Record<string, string>, line) =>
    withApp(env, async (t) => {
      const said: string[] = [];
      const log = t.deps.log.child({}, { level: 'silent' });
      log.warn = (text: unknown) => void said.push(String(text));
      const deps = { ...t.deps, log };
      const app = await createApp(deps);
      addHealth(app, deps);
      for (let i = 0; i < 3; i++) await app.inject({ url: '/health', remoteAddress, headers });
      expect(said).toEqual(line === null ? [] : [expect.stringMatching(line)]);
      await app.close();
    }),
);
