import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, HOST, type TestApp } from '../../testing/servers/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../../testing/database/postgres.ts';
import { addPages } from '../../http/app-pages.ts';
import { FRAME_CSP } from '../../http/book-frame.ts';
import { CSP } from './http.ts';

const TOKEN = 'a-token-of-the-operator-0123456789';
let opened: OpenDatabase;
let t: TestApp;
beforeAll(async () => {
  opened = await openFreshEmbedded();
  t = await createTestApp(opened.db, { PUBLIC_URL: 'https://egoejo.test', METRICS_TOKEN: TOKEN });
});
afterAll(async () => {
  await t.close();
  await opened.close();
});

it('sends security headers that allow nothing from other origins with every answer', async () => {
  const everywhere = { 'x-content-type-options': 'nosniff', 'strict-transport-security': 'max-age=31536000' };
  for (const url of ['/', '/projets/x', '/health', '/nothing.txt', '/syncs', '/assets/index-Abc12345.js']) {
    const { headers } = await t.app.inject({ url });
    expect(headers, url).toMatchObject({ ...everywhere, 'content-security-policy': CSP, 'x-frame-options': 'DENY' });
  }
  for (const url of ['/trpc/accounts.me', '/sync/exchange', '/api/public/projects', '/api/nothing', '/rest/ping']) {
    const { headers } = await t.app.inject({ url });
    const nothing = "default-src 'none'; frame-ancestors 'none'";
    expect(headers, url).toMatchObject({ ...everywhere, 'content-security-policy': nothing });
  }
  expect(CSP).toBe(
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
      "media-src 'self' blob:; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; " +
      "require-trusted-types-for 'script'; trusted-types egoejo",
  );
  const { headers } = await t.app.inject({ url: '/' });
  expect(headers['permissions-policy']).toBe('camera=(), microphone=(self), geolocation=(), payment=()');
});

it('B3: the page into which books are put lets nothing run, fetches nothing, and is framed by the app alone', async () => {
  const { headers } = await t.app.inject({ url: '/book-frame.html' });
  expect(headers).toMatchObject({ 'content-security-policy': FRAME_CSP, 'x-frame-options': 'SAMEORIGIN' });
  expect(FRAME_CSP).toMatch(/^default-src 'none'; script-src 'none'; /);
  expect(FRAME_CSP).toContain("frame-ancestors 'self'");
  expect(FRAME_CSP).not.toMatch(/https?:|'self'(?!;)|'unsafe-eval'|\*/);
  const other = await t.app.inject({ url: '/book-frame.html.x' });
  expect(other.headers['content-security-policy']).toBe(CSP);
});

it('serves hashed files as immutable and compressed, the page always fresh, the worker for ten minutes', async () => {
  const brotli = await t.app.inject({ url: '/assets/index-Abc12345.js', headers: { 'accept-encoding': 'br' } });
  expect([brotli.headers['content-encoding'], brotli.body, brotli.headers['cache-control']]).toEqual([
    'br',
    'brotli',
    'public, max-age=31536000, immutable',
  ]);
  const plain = await t.app.inject({ url: '/assets/index-Abc12345.js' });
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'plain']);
  expect((await t.app.inject({ url: '/sw.js' })).headers['cache-control']).toBe('public, max-age=600');
  for (const url of ['/', '/projets/x', '/ahead.json'])
    expect((await t.app.inject({ url })).headers['cache-control'], url).toBe('no-cache');
});

it('answers HEAD wherever it answers GET', async () => {
  for (const url of ['/', '/projets/x', '/health', '/ready', '/metrics', '/sw.js', '/assets/index-Abc12345.js']) {
    const [get, head] = [await t.app.inject({ url }), await t.app.inject({ method: 'HEAD', url })];
    expect([head.statusCode, head.body, head.headers['content-type']], url).toEqual([
      get.statusCode,
      '',
      get.headers['content-type'],
    ]);
  }
});

it('serves the app’s page for its own paths, and coded errors for all others', async () => {
  for (const url of ['/', '/projets/abc', '/votes', '/anything/else'])
    expect((await t.app.inject({ url })).headers['content-type'], url).toContain('text/html');
  for (const url of ['/api/none', '/media/none.webp', '/nothing.txt', '/assets/none.js', '/sync/exchange']) {
    const answer = await t.app.inject({ url });
    expect([answer.statusCode, answer.json()], url).toMatchObject([404, { error: { code: 'sync.bad_request' } }]);
  }
});

it('sends the app’s page compressed where a browser takes that, and says when it has not changed', async () => {
  const plain = await t.app.inject({ url: '/projets' });
  const packed = await t.app.inject({ url: '/projets', headers: { 'accept-encoding': 'gzip, br' } });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'cache-control': 'no-cache',
  });
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
  const again = await t.app.inject({ url: '/', headers: { 'if-none-match': String(packed.headers['etag']) } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

it('serves / with its first words, and allows the style and the script in it by their hashes, nothing else', async () => {
  const dist = await mkdtemp(join(tmpdir(), 'egoejo-pages-'));
  await writeFile(join(dist, 'index.html'), 'the page');
  const first = '<style>p{color:red}</style><script>one()</script><script type="module" src="/x.js"></script>';
  await writeFile(join(dist, 'first.html'), first);
  await writeFile(join(dist, 'first.es.html'), '<p>en español</p>');
  const app = Fastify();
  await addPages(app, t.deps, dist);
  const answer = await app.inject({ url: '/' });
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect([answer.body, answer.headers['content-security-policy']]).toEqual([
    first,
    CSP.replace("style-src 'self'", `style-src 'self' ${hash('p{color:red}')}`).replace(
      "script-src 'self'",
      `script-src 'self' ${hash('one()')}`,
    ),
  ]);
  expect((await app.inject({ url: '/projets' })).body).toBe('the page');
  const inWords = (languages: string) => app.inject({ url: '/', headers: { 'accept-language': languages } });
  expect((await inWords('ln, es-MX;q=0.9')).body).toBe('<p>en español</p>');
  expect((await inWords('es')).headers['vary']).toBe('accept-language, accept-encoding');
  // A language without words of its own gets the French ones.
  expect((await inWords('sw, es')).body).toBe(first);
  await app.close();
  await rm(dist, { recursive: true });
});

it('discloses nothing internal: bad input gets a code, a bug gets 500 without details', async () => {
  const send = (payload: string, type = 'application/json') =>
    t.app.inject({
      method: 'POST',
      url: '/sync/exchange',
      payload,
      headers: { host: HOST, origin: 'https://egoejo.test', 'x-egoejo': '1', 'content-type': type },
    });
  expect((await send('{nope')).json()).toMatchObject({ error: { code: 'sync.bad_request' } });
  expect((await send('<xml/>', 'text/xml')).statusCode).toBe(415);
  expect((await send(JSON.stringify({ x: 'y'.repeat(300_000) }))).json()).toEqual({
    error: { code: 'sync.too_large', params: { max: 48 * 1024 } },
  });
  const path = await t.app.inject({ url: '/%zz' });
  expect([path.statusCode, path.json()]).toEqual([400, { error: { code: 'sync.bad_request', params: {} } }]);
  expect(path.headers).toMatchObject({ 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' });
  const broken = await createTestApp(opened.db);
  broken.app.get('/bug', () => {
    throw new Error('a secret of the insides');
  });
  const bug = await broken.app.inject({ url: '/bug' });
  expect([bug.statusCode, bug.json()]).toEqual([500, { error: { code: 'sync.internal', params: {} } }]);
  await broken.close();
});

/** The paths in Fastify's printed route tree. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  return [...tree.matchAll(/^(.*)── (\S+) \(/gm)].map(([, indent = '', name = '']) => {
    const depth = Math.floor(indent.length / 4);
    above.length = depth;
    above.push(name);
    return above.join('');
  });
}
/** All routes of the public reads; add new ones here. */
const PUBLIC = [
  'saka/stats',
  'saka/cycles',
  'saka/silo',
  'saka/top-projects',
  'projects',
  'projects/search',
  'projects/:id',
  'projects/:id/text',
  'impact/projects/:id',
  'stories/:id/text',
  'polls/:id',
].map((p) => `/api/public/${p}`);

it('limits requests without an account to a thousand per minute and address, and counts each read once', async () => {
  expect(
    routesOf(t.app.printRoutes({ commonPrefix: false }))
      .filter((r) => r.startsWith('/api/public/'))
      .toSorted(),
  ).toEqual(PUBLIC.toSorted());
  for (const [i, url] of [...PUBLIC, '/openapi.json'].entries()) {
    const remoteAddress = `198.51.100.${100 + i}`;
    for (let n = 0; n < 999; n++) t.deps.limits.public.take(remoteAddress);
    const asked = async () => (await t.app.inject({ url: url.replace(':id', 'none'), remoteAddress })).statusCode;
    expect([(await asked()) === 429, await asked()], url).toEqual([false, 429]);
  }
  for (let i = 0; i < 1000; i++)
    expect((await t.app.inject({ url: '/api/public/projects', remoteAddress: '198.51.100.7' })).statusCode).toBe(200);
  const refused = await t.app.inject({ url: '/api/public/projects', remoteAddress: '198.51.100.7' });
  expect([refused.statusCode, refused.json()]).toMatchObject([429, { error: { code: 'sync.rate_limited' } }]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const trpc = await t.app.inject({ url: '/trpc/installation.status', remoteAddress: '198.51.100.7' });
  expect([trpc.statusCode, trpc.headers['retry-after']]).toEqual([429, expect.any(String)]);
  expect((await t.app.inject({ url: '/api/public/projects', remoteAddress: '198.51.100.8' })).statusCode).toBe(200);
});

it('puts a feature’s title, text and picture into a shared page, escaped', async () => {
  t.deps.previews.add('/essais/:id', async (id) =>
    id === 'known'
      ? { title: 'Un <b>puits</b>', description: 'De l’eau & "plus"', picture: '/media/pictures/x-m.webp' }
      : null,
  );
  const page = (await t.app.inject({ url: '/essais/known' })).body;
  expect(page).toContain('<title>Un &lt;b&gt;puits&lt;/b&gt; – EGOEJO</title>');
  expect(page).toContain('<meta property="og:description" content="De l’eau &amp; &quot;plus&quot;">');
  expect(page).toContain('<meta property="og:image" content="https://egoejo.test/media/pictures/x-m.webp">');
  expect(page).toContain('<meta property="og:url" content="https://egoejo.test/essais/known">');
  expect(page.match(/<title>/g)).toHaveLength(1);
  expect((await t.app.inject({ url: '/essais/unknown' })).body).toContain('<title>EGOEJO</title>');
});

it('reports health, readiness and metrics', async () => {
  expect((await t.app.inject({ url: '/health' })).json()).toEqual({ status: 'ok' });
  const notYet = await t.app.inject({ url: '/ready' });
  expect([notYet.statusCode, notYet.json()]).toEqual([
    503,
    { status: 'not ready', database: true, migrations: true, jobs: false },
  ]);
  t.deps.metrics.settled('project.boost', null, 0.01);
  t.deps.metrics.settled('project.boost', 'saka.insufficient_grains', 0.01);
  t.deps.metrics.settled('project.boost', 'saka.boost_disabled', 0.01);
  const text = (await t.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } })).body;
  expect(text).toContain('egoejo_settlements_total{mutation="project.boost",code="applied"} 1');
  expect(text).toContain('egoejo_saka_errors_total{code="saka.boost_disabled"} 1');
  expect(text).not.toContain('egoejo_saka_errors_total{code="saka.insufficient_grains"}');
  for (const name of [
    'egoejo_http_request_duration_seconds',
    'egoejo_settlement_duration_seconds',
    'egoejo_saka_silo_grains',
    'egoejo_undrained_deltas',
    'egoejo_jobs_waiting',
    'egoejo_database_connections',
    'egoejo_registrations_total',
    'egoejo_active_members',
  ]) {
    expect(text).toContain(name);
  }
});
