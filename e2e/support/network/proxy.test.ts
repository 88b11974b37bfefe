import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from './proxy.ts';

let server: Server;
let proxy: Proxy;
let received: string[];
let bodyBytes = 10;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  received = [];
  bodyBytes = 10;
  server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString()));
    req.on('end', () => {
      received.push(`${req.method} ${req.url} ${body}`);
      res.end('x'.repeat(bodyBytes));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  proxy = await startProxy(typeof address === 'object' && address ? address.port : 0);
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends one request over the proxy; rejects with the number of received bytes when the connection breaks. */
function fetchOver(
  path: string,
  { body, keepAlive = false }: { body?: string; keepAlive?: boolean } = {},
): Promise<{ bytes: number; ms: number }> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const req = request(`${proxy.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(keepAlive && { agent }),
    });
    req.on('error', (error) => reject(Object.assign(error, { bytes: 0 })));
    req.on('response', (res: IncomingMessage) => {
      let bytes = 0;
      res.on('data', (chunk: Buffer) => (bytes += chunk.length));
      res.on('error', (error) => reject(Object.assign(error, { bytes })));
      res.on('end', () => resolve({ bytes, ms: performance.now() - start }));
    });
    req.end(body);
  });
}

describe('a good connection', () => {
  it('carries several requests over one connection and counts them', async () => {
    await fetchOver('/a', { keepAlive: true });
    await fetchOver('/b', { body: 'hello', keepAlive: true });
    expect(received).toEqual(['GET /a ', 'POST /b hello']);
    expect(proxy.requests.map((r) => `${r.method} ${r.path}`)).toEqual(['GET /a', 'POST /b']);
    expect(proxy.requests.map((r) => r.bodyBytes)).toEqual([10, 10]);
    expect(proxy.bytes.down).toBeGreaterThan(20);
  });
});

describe('an upgraded connection', () => {
  it('carries what is no request in both directions, and is cut when the link is down', async () => {
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
      socket.on('data', (frame) => socket.write(frame)).on('error', () => undefined);
    });
    const req = request(`${proxy.url}/live`, { headers: { connection: 'upgrade', upgrade: 'websocket' } });
    const socket = await new Promise<Socket>((resolve) => req.on('upgrade', (_res, opened) => resolve(opened)).end());
    // A cut may reset the connection, which is an error before it is closed.
    const closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
    socket.write('no request');
    expect(String((await once(socket, 'data'))[0])).toBe('no request');
    proxy.down();
    await closed;
  });
});

describe('a bad connection', () => {
  it('adds one round trip to connecting and one to answering', async () => {
    proxy.set({ latencyMs: 200 });
    const first = await fetchOver('/a', { keepAlive: true });
    const others: number[] = [];
    for (let i = 0; i < 3; i++) others.push((await fetchOver('/a', { keepAlive: true })).ms);
    expect(first.ms).toBeGreaterThanOrEqual(395);
    // Use the fastest, because any single one may be slow on a busy machine.
    const quickest = Math.min(...others);
    expect(quickest).toBeGreaterThanOrEqual(195);
    expect(quickest).toBeLessThan(first.ms);
  });
  it('limits its total bandwidth over all connections', async () => {
    bodyBytes = 25_000;
    proxy.set({ kbits: 400 });
    const start = performance.now();
    const both = await Promise.all([fetchOver('/a'), fetchOver('/b')]);
    expect(both.map((b) => b.bytes)).toEqual([25_000, 25_000]);
    expect(performance.now() - start).toBeGreaterThanOrEqual(1_000);
  });
  it('holds all data while stalled and loses nothing', async () => {
    proxy.stall();
    const waiting = fetchOver('/a', { body: 'held' });
    await expect.poll(() => proxy.requests).toHaveLength(1);
    expect(received).toEqual([]);
    proxy.flow();
    expect((await waiting).bytes).toBe(10);
    expect(received).toEqual(['POST /a held']);
  });
  it('refuses connections while down, and accepts them again when up', async () => {
    proxy.down();
    await expect(fetchOver('/a')).rejects.toThrow();
    proxy.up();
    expect((await fetchOver('/a')).bytes).toBe(10);
    expect(received).toHaveLength(1);
  });
});

describe('a fault', () => {
  it('affects the next request of that path only', async () => {
    const lost = proxy.next('/sync', { kind: 'lose-request' });
    await fetchOver('/other');
    await expect(fetchOver('/sync', { body: 'a' })).rejects.toThrow();
    await lost;
    await fetchOver('/sync', { body: 'b' });
    expect(received).toEqual(['GET /other ', 'POST /sync b']);
  });
  it('waits for the request that contains the given text', async () => {
    const lost = proxy.next('/sync', { kind: 'lose-request' }, 'boost');
    await fetchOver('/sync', { body: 'idle' });
    await expect(fetchOver('/sync', { body: 'a boost' })).rejects.toThrow();
    await lost;
    expect(received).toEqual(['POST /sync idle']);
  });
  it('loses the answer of a request that the server has processed', async () => {
    const lost = proxy.next('/sync', { kind: 'lose-answer' });
    await expect(fetchOver('/sync', { body: 'a' })).rejects.toThrow();
    await lost;
    expect(received).toEqual(['POST /sync a']);
    expect(proxy.bytes.down).toBe(0);
  });
  it('closes the connection as soon as the server has the request', async () => {
    const reached = new Promise<void>((resolve) => server.once('request', () => resolve()));
    const cut = proxy.next('/sync', { kind: 'cut-after-request' });
    await expect(fetchOver('/sync', { body: 'a' })).rejects.toThrow();
    await Promise.all([cut, reached]);
    expect(proxy.bytes.down).toBe(0);
  });
  it('cuts an answer after the given number of bytes', async () => {
    bodyBytes = 100_000;
    const cut = proxy.next('/sync', { kind: 'cut-answer', afterBytes: 5_000 });
    const error: unknown = await fetchOver('/sync').catch((e: unknown) => e);
    await cut;
    expect(error).toMatchObject({ bytes: expect.any(Number) });
    expect((error as { bytes: number }).bytes).toBeGreaterThan(4_000);
    expect((error as { bytes: number }).bytes).toBeLessThanOrEqual(5_000);
  });
  it('sends a request twice and returns one answer', async () => {
    const doubled = proxy.next('/sync', { kind: 'duplicate' });
    const answer = await fetchOver('/sync', { body: 'a' });
    await doubled;
    expect(answer.bytes).toBe(10);
    expect(received).toEqual(['POST /sync a', 'POST /sync a']);
  });
});
