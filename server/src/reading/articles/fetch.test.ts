import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FETCH, type FetchOptions } from './public-get.ts';
import { fetchPage } from './fetch.ts';

type Page = (request: IncomingMessage, response: ServerResponse) => void;
const html =
  (body: string, headers: Record<string, string> = {}): Page =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
const redirect =
  (to: string): Page =>
  (_request, response) =>
    response.writeHead(302, { location: to }).end();
const packed =
  (bytes: Uint8Array, coding: string): Page =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding }).end(bytes);

const pages: Record<string, Page> = {
  '/plain': html('<p>bonjour</p>'),
  '/1': redirect('/2'),
  '/2': redirect('/3'),
  '/3': redirect('/plain'),
  '/0': redirect('/1'),
  '/loop': redirect('/loop'),
  '/metadata': redirect('http://169.254.169.254/latest/meta-data/'),
  '/file': redirect('file:///etc/passwd'),
  '/script': redirect('javascript:alert(1)'),
  '/nowhere': redirect('http://[bad'),
  '/private-name': redirect('http://intern.example/'),
  '/gone': (_q, r) => r.writeHead(404, { 'content-type': 'text/html' }).end('no'),
  '/picture': (_q, r) => r.writeHead(200, { 'content-type': 'image/png' }).end('x'),
  '/untyped': (_q, r) => r.writeHead(200).end('x'),
  '/long': html('a', { 'content-length': String(FETCH.bytes + 1) }),
  '/endless': (_q, r) => {
    r.writeHead(200, { 'content-type': 'text/html' });
    const more = (): void => void (r.destroyed || r.write('a'.repeat(65_536), more));
    more();
  },
  '/bomb': packed(gzipSync(Buffer.alloc(FETCH.bytes * 4)), 'gzip'),
  '/gzip': packed(gzipSync('<p>serré</p>'), 'gzip'),
  '/br': packed(brotliCompressSync('<p>serré</p>'), 'br'),
  '/broken': packed(Buffer.from('not gzip'), 'gzip'),
  '/latin': (_q, r) =>
    r.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end(Buffer.from('<p>é</p>', 'latin1')),
  '/meta': (_q, r) =>
    r
      .writeHead(200, { 'content-type': 'text/html' })
      .end(Buffer.from('<meta charset="windows-1252"><p>é</p>', 'latin1')),
  '/odd': html('<p>x</p>', { 'content-type': 'text/html; charset=klingon' }),
  '/silent': (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).write('a'),
  '/cut': (_q, r) => {
    r.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' });
    r.write('a', () => r.destroy());
  },
};
const server = createServer((request, response) => (pages[request.url ?? ''] ?? pages['/gone']!)(request, response));
let port = 0;
beforeAll(
  () =>
    new Promise<void>((done) =>
      server.listen(0, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        done();
      }),
    ),
);
afterAll(
  () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
);
const resolve =
  (...addresses: string[]) =>
  async (): Promise<string[]> =>
    addresses;
/** Fetches from the test's own machine under a public-looking name. */
const get = (path: string, ms = 5000) =>
  fetchPage(`http://site.example:${port}${path}`, {
    allowLoopback: true,
    resolve: async (name) => (name === 'intern.example' ? ['10.0.0.7'] : ['127.0.0.1']),
    ms,
  });
const code = async (result: ReturnType<typeof fetchPage>) => {
  const r = await result;
  return r.ok ? `ok ${r.value.html}` : r.error.code;
};

describe('fetching a link', () => {
  it('follows at most three redirects and returns the final address', async () => {
    expect(await get('/1')).toEqual({
      ok: true,
      value: { url: `http://site.example:${port}/plain`, html: '<p>bonjour</p>' },
    });
    expect(await code(get('/0'))).toBe('reading.too_many_redirects');
    expect(await code(get('/loop'))).toBe('reading.too_many_redirects');
  });
  it.each([
    ['/gone', 'reading.unreachable'],
    ['/picture', 'reading.not_html'],
    ['/untyped', 'reading.not_html'],
    ['/long', 'reading.too_large'],
    ['/endless', 'reading.too_large'],
    ['/bomb', 'reading.too_large'],
    ['/broken', 'reading.unreachable'],
    ['/cut', 'reading.unreachable'],
    ['/metadata', 'reading.unreachable'],
    ['/private-name', 'reading.unreachable'],
    ['/file', 'reading.bad_link'],
    ['/script', 'reading.bad_link'],
    ['/nowhere', 'reading.bad_link'],
  ])('%s: %s', async (path, expected) => {
    expect(await code(get(path))).toBe(expected);
  });
  it('is aborted at its timeout', async () => {
    expect(await code(get('/silent', 300))).toBe('reading.timeout');
  });
  it.each([
    ['/gzip', 'serré'],
    ['/br', 'serré'],
    ['/latin', 'é'],
    ['/meta', 'é'],
    ['/odd', 'x'],
  ])('decodes %s', async (path, text) => {
    expect(await code(get(path))).toContain(`<p>${text}</p>`);
  });
});

describe('private addresses', () => {
  const open = { allowLoopback: false };
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::7f00:1]/',
  ])('never %s', async (url) => {
    expect(await code(fetchPage(url, { ...open, ms: 2000 }))).toBe('reading.unreachable');
  });
  it('are not reached through a name that resolves to one, even among others', async () => {
    expect(await code(fetchPage(`http://a.example:${port}/plain`, { ...open, resolve: resolve('127.0.0.1') }))).toBe(
      'reading.unreachable',
    );
    expect(
      await code(fetchPage(`http://a.example:${port}/plain`, { ...open, resolve: resolve('8.8.8.8', '127.0.0.1') })),
    ).toBe('reading.unreachable');
    expect(await code(fetchPage(`http://a.example:${port}/plain`, { ...open, resolve: resolve() }))).toBe(
      'reading.unreachable',
    );
  });
  it('the connection goes to the checked address: a name is resolved once per connection', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const rebinding = async (): Promise<string[]> => answers[asked++] ?? ['10.0.0.1'];
    expect(await code(fetchPage(`http://a.example:${port}/plain`, { allowLoopback: true, resolve: rebinding }))).toBe(
      'ok <p>bonjour</p>',
    );
    expect(asked).toBe(1);
    expect(
      await code(
        fetchPage(`http://a.example:${port}/3`, {
          allowLoopback: true,
          resolve: async () => answers[asked++ % 2 ? 0 : 1]!,
        }),
      ),
    ).toBe('reading.unreachable');
  });
  it('the exception for a test’s own machine covers loopback only', async () => {
    expect(await code(fetchPage('http://10.0.0.1/', { allowLoopback: true, ms: 2000 }))).toBe('reading.unreachable');
    expect(await code(fetchPage('http://x.example/', { allowLoopback: true, resolve: resolve('192.168.0.1') }))).toBe(
      'reading.unreachable',
    );
  });
  it('the answer does not reveal whether a name is unknown, internal, or known to a silent resolver', async () => {
    const resolvers: NonNullable<FetchOptions['resolve']>[] = [
      resolve('10.0.0.7'),
      resolve(),
      () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
      () => Promise.reject(Object.assign(new Error('refused'), { code: 'ESERVFAIL' })),
      () => new Promise<string[]>(() => undefined),
    ];
    for (const answers of resolvers) {
      expect(await fetchPage(`http://intern.example:${port}/plain`, { ...open, resolve: answers, ms: 300 })).toEqual({
        ok: false,
        error: { code: 'reading.unreachable', params: {} },
      });
    }
  });
  it('an unknown name is reported as unreachable', async () => {
    const failing = async (): Promise<string[]> => {
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    };
    expect(await code(fetchPage('http://x.example/', { ...open, resolve: failing }))).toBe('reading.unreachable');
  });
});
