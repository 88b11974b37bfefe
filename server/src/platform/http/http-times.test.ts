/** Time limits and caps on connections, tested with raw sockets against the whole app. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, afterAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../../testing/database/postgres.ts';
import { capConnections } from './connections.ts';
import { createApp } from './http.ts';
import { HTTP_TIMES } from './http-times.ts';

let opened: OpenDatabase;
let t: TestApp;
const apps: FastifyInstance[] = [];
const sockets: Socket[] = [];
beforeAll(async () => {
  opened = await openFreshEmbedded();
  t = await createTestApp(opened.db);
});
afterAll(async () => {
  await t.close();
  await opened.close();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const app of apps.splice(0)) await app.close();
});

const SHORT = { ...HTTP_TIMES, headers: 150, request: 300, check: 20 };
async function serve(): Promise<number> {
  const app = await createApp(t.deps, SHORT);
  apps.push(app);
  app.post('/echo', (request) => ({ got: request.body }));
  app.get('/stream', async (_request, reply) => {
    reply.hijack();
    const beat = setInterval(() => reply.raw.write(':\n\n'), 50);
    reply.raw.once('close', () => clearInterval(beat));
    return reply;
  });
  return portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
}
const portOf = (address: string): number => Number(new URL(address).port);
const openSocket = (port: number, text: string): Socket => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  if (text !== '') socket.write(text);
  return socket;
};
/** Everything the server sends until it closes the connection. */
async function wholeAnswer(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}
const POST = 'POST /echo HTTP/1.1\r\nhost: h\r\norigin: http://h\r\nx-egoejo: 1\r\ncontent-type: application/json\r\n';

it.each([
  ['a body sent by half', `${POST}content-length: 20\r\n\r\n{"half":`],
  ['headers sent by half', 'GET /health HTTP/1.1\r\nhost: h\r\nx-slow: '],
  ['nothing at all', ''],
])('answers %s with 408 and closes the connection', async (_what, text) => {
  const answer = await wholeAnswer(openSocket(await serve(), text));
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toContain('{"error":{"code":"sync.busy","params":{"seconds":2}}}');
});

it('answers invalid HTTP and oversized headers with a code', async () => {
  const port = await serve();
  expect(await wholeAnswer(openSocket(port, 'what is this?\r\n\r\n'))).toMatch(
    /^HTTP\/1\.1 400 [^]*\{"error":\{"code":"sync\.bad_request"/,
  );
  expect(await wholeAnswer(openSocket(port, `GET / HTTP/1.1\r\nhost: h\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`))).toMatch(
    /^HTTP\/1\.1 431 [^]*sync\.bad_request/,
  );
});

it('lets an answer take longer than a request may take', async () => {
  const port = await serve();
  const stream = openSocket(port, 'GET /stream HTTP/1.1\r\nhost: h\r\n\r\n');
  let beats = 0;
  stream.on('data', (chunk: Buffer) => (beats += chunk.toString().split(':\n\n').length - 1));
  // Slow requests are closed after the time limit, so waiting for two of them takes longer than that limit.
  await wholeAnswer(openSocket(port, `${POST}content-length: 20\r\n\r\n{"half":`));
  await wholeAnswer(openSocket(port, `${POST}content-length: 20\r\n\r\n{"half":`));
  await expect.poll(() => beats).toBeGreaterThan(8);
  expect(stream.closed).toBe(false);
});

it('allows two minutes for the largest body, far more than a 400 kbit/s connection needs', () => {
  const largest = 1024 * 1024 * 8;
  expect(HTTP_TIMES.request / 1000).toBeGreaterThan(5 * (largest / 400_000));
  expect(HTTP_TIMES.headers).toBeLessThan(HTTP_TIMES.request);
  expect(HTTP_TIMES.stalled).toBeGreaterThan(HTTP_TIMES.request);
});

it('closes connections over the limit, and accepts new ones when some have ended', async () => {
  const app = Fastify();
  apps.push(app);
  app.get('/', async () => 'in');
  capConnections(app.server, [], { inAll: 2, byAddress: 1 });
  const port = portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
  const inside = [openSocket(port, ''), openSocket(port, '')];
  await Promise.all(inside.map((socket) => once(socket, 'connect')));
  expect(await wholeAnswer(openSocket(port, ''))).toBe('');
  inside[0]!.destroy();
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        (r) => r.status,
        () => 0,
      ),
    )
    .toBe(200);
});

it('limits connections per address, except those of a proxy', () => {
  const app = Fastify();
  apps.push(app);
  capConnections(app.server, ['10.0.0.0/8'], { inAll: 10, byAddress: 2 });
  const accepted = (...addresses: string[]) =>
    addresses.map((remoteAddress) => {
      const socket = {
        remoteAddress,
        gone: false,
        destroy() {
          this.gone = true;
        },
        once: () => undefined,
        on: () => undefined,
      };
      for (const listener of app.server.listeners('connection').slice(1)) listener.call(app.server, socket);
      return !socket.gone;
    });
  expect(accepted('2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:1::1')).toEqual([true, true, false, true]);
  expect(accepted('10.0.0.1', '10.0.0.1', '10.0.0.1', '127.0.0.1')).toEqual([true, true, true, true]);
});
