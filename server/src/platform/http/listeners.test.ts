import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { createListeners, type Listeners } from './listeners.ts';

const opened: Listeners[] = [];
function listenersOf(app: FastifyInstance): Listeners {
  const listeners = createListeners(app);
  opened.push(listeners);
  return listeners;
}
afterEach(async () => {
  for (const listeners of opened.splice(0)) await listeners.close();
});
const host = '127.0.0.1';
const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

it('many connections are accepted per turn of a busy event loop', async () => {
  const app = Fastify();
  let known = 0;
  app.server.on('connection', () => known++);
  const port = await listenersOf(app).open({ port: 0, host });
  const sockets = Array.from({ length: 200 }, () => connect(port, host));
  for (const socket of sockets) socket.on('error', () => undefined);
  // Block the event loop: the kernel has accepted all connections before Node looks again.
  for (const end = performance.now() + 50; performance.now() < end;);
  for (let i = 0; i < 4; i++) await turn();
  for (const socket of sockets) socket.destroy();
  // With one listening socket, only four or five would be accepted.
  expect(known).toBeGreaterThan(process.platform === 'linux' ? 40 : 0);
});

it('every connection is answered, and requests in flight finish when it closes', async () => {
  const app = Fastify();
  let answer = (): void => undefined;
  const slow = new Promise<void>((go) => (answer = go));
  let allIn = (): void => undefined;
  const inside = new Promise<void>((go) => (allIn = go));
  let waiting = 0;
  app.get('/', async () => {
    if (++waiting === 40) allIn();
    await slow;
    return 'done';
  });
  const listeners = createListeners(app);
  const port = await listeners.open({ port: 0, host });
  const answers = Array.from({ length: 40 }, () => fetch(`http://${host}:${port}/`).then((r) => r.text()));
  await inside;
  const closing = listeners.close();
  answer();
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['done']));
  await closing;
  await expect(fetch(`http://${host}:${port}/`)).rejects.toThrow();
});

it('a port taken by another program is reported, with one listening socket or many', async () => {
  const other = createServer();
  other.listen(0, host);
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  await expect(listenersOf(Fastify()).open({ port: taken, host })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  const ours = await listenersOf(Fastify()).open({ port: 0, host });
  await expect(listenersOf(Fastify()).open({ port: ours, host })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
