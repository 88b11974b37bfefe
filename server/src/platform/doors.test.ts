import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { createDoors, type Doors } from './doors.ts';

const opened: Doors[] = [];
function doorsOf(app: FastifyInstance): Doors {
  const doors = createDoors(app);
  opened.push(doors);
  return doors;
}
afterEach(async () => {
  for (const doors of opened.splice(0)) await doors.close();
});
const host = '127.0.0.1';
const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

it('of a crowd that knocks while the loop is busy, many are let in at each turn', async () => {
  const app = Fastify();
  let known = 0;
  app.server.on('connection', () => known++);
  const port = await doorsOf(app).open({ port: 0, host });
  const sockets = Array.from({ length: 200 }, () => connect(port, host));
  for (const socket of sockets) socket.on('error', () => undefined);
  // The kernel has answered them all before Node looks again.
  for (const end = performance.now() + 50; performance.now() < end;);
  for (let i = 0; i < 4; i++) await turn();
  for (const socket of sockets) socket.destroy();
  // One door would have let in four or five.
  expect(known).toBeGreaterThan(process.platform === 'linux' ? 40 : 0);
});

it('every connection is answered, and those under way are let finish when it closes', async () => {
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
  const doors = createDoors(app);
  const port = await doors.open({ port: 0, host });
  const answers = Array.from({ length: 40 }, () => fetch(`http://${host}:${port}/`).then((r) => r.text()));
  await inside;
  const closing = doors.close();
  answer();
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['done']));
  await closing;
  await expect(fetch(`http://${host}:${port}/`)).rejects.toThrow();
});

it('another program at the port is seen, be it one door or many', async () => {
  const other = createServer();
  other.listen(0, host);
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  await expect(doorsOf(Fastify()).open({ port: taken, host })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  const ours = await doorsOf(Fastify()).open({ port: 0, host });
  await expect(doorsOf(Fastify()).open({ port: ours, host })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
