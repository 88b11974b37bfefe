/** Event streams over real sockets: their caps, their heartbeat, and what happens to a stream that nobody reads. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { afterEach, expect, it } from 'vitest';
import { answerError } from '../../platform/http/http.ts';
import { createErrorReports } from '../../platform/observability/error-reports.ts';
import { createLog } from '../../platform/observability/log.ts';
import { pokesRoute, type PokesDeps } from './pokes-http.ts';
import { createStreams, STREAM_CAPS, type StreamCaps } from './streams.ts';

const apps: FastifyInstance[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const app of apps.splice(0)) {
    app.server.closeAllConnections();
    await app.close();
  }
});

interface Served {
  port: number;
  streams: ReturnType<typeof createStreams>;
  /** Sends a poke to each open stream. */
  poke(text: string): void;
  /** Says that this member may see less than before. */
  curtail(member: MemberId): void;
  listeners(): number;
  /** Bytes buffered for clients. */
  waiting(): number;
}
/** The route alone on a real port; a query `member=ID` replaces the cookie. */
async function serve(caps: Partial<StreamCaps>, more: Partial<PokesDeps> = {}): Promise<Served> {
  const streams = createStreams({ ...STREAM_CAPS, ...caps });
  const subscribers = new Set<(scopes: string[]) => void>();
  const curtailed = new Set<(member: MemberId) => void>();
  const app = Fastify();
  apps.push(app);
  const answers: ServerResponse[] = [];
  app.addHook('onRequest', async (_request, reply) => void answers.push(reply.raw));
  app.setErrorHandler((error, request, reply) =>
    answerError({ reports: createErrorReports(undefined, '0', createLog('silent')) }, error, request, reply),
  );
  pokesRoute(app, {
    db: { query: async () => [] } as Partial<PokesDeps['db']> as PokesDeps['db'],
    identify: async (request) => ((request.query as Record<string, string>)['member'] as MemberId | undefined) ?? null,
    allow: () => null,
    pokes: {
      moved: () => undefined,
      talliesMoved: () => undefined,
      subscribeAll: () => () => undefined,
      onCurtailed(hear) {
        curtailed.add(hear);
        return () => void curtailed.delete(hear);
      },
      listeners: () => 0,
      close: async () => undefined,
      subscribe(_scopes, onMoved) {
        subscribers.add(onMoved);
        return () => void subscribers.delete(onMoved);
      },
    },
    streams,
    ...more,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    streams,
    poke: (text) => {
      for (const s of subscribers) s([text]);
    },
    curtail: (member) => curtailed.forEach((hear) => hear(member)),
    listeners: () => subscribers.size + curtailed.size,
    waiting: () => answers.reduce((sum, a) => sum + a.writableLength, 0),
  };
}
/** Opens a stream and waits for the first bytes of the answer. */
async function open({ port }: Served, query = ''): Promise<{ socket: Socket; head: string }> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  socket.write(`GET /api/pokes?scopes=public${query} HTTP/1.1\r\nhost: x\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return { socket, head: chunk.toString() };
}

it('limits the streams of visitors per address, and frees a place when one ends', async () => {
  const served = await serve({ visitorsByAddress: 3 });
  const opened = await Promise.all([open(served), open(served), open(served)]);
  expect(opened.map(({ head }) => head.slice(9, 12))).toEqual(['200', '200', '200']);
  const { head } = await open(served);
  expect(head).toMatch(/^HTTP\/1\.1 429 /);
  expect(head.toLowerCase()).toContain('retry-after: 60');
  expect(head).toContain('{"error":{"code":"sync.rate_limited","params":{"seconds":60}}}');
  opened[0].socket.destroy();
  await expect.poll(() => served.streams.open()).toBe(2);
  expect((await open(served)).head).toMatch(/^HTTP\/1\.1 200 /);
});

it('reserves places for members when visitors use all of theirs, and limits the streams of one member', async () => {
  const served = await serve({ visitors: 2, inAll: 6, byMember: 3 });
  const member = `&member=${newId()}`;
  expect(
    (await Promise.all([open(served), open(served), open(served)])).map(({ head }) => head.slice(9, 12)).toSorted(),
  ).toEqual(['200', '200', '429']);
  for (const expected of ['200', '200', '200', '429'])
    expect((await open(served, member)).head.slice(9, 12)).toBe(expected);
  expect((await open(served, `&member=${newId()}`)).head.slice(9, 12)).toBe('200');
  // All six places are taken.
  expect((await open(served, `&member=${newId()}`)).head.slice(9, 12)).toBe('429');
});

it('counts members of an address separately from its visitors, and an IPv6 network as one', () => {
  const streams = createStreams({ ...STREAM_CAPS, visitorsByAddress: 2, membersByAddress: 3 });
  const visitors = ['2001:db8::1', '2001:db8::2', '2001:db8::3'].map(
    (address) => streams.enter(address, null) !== null,
  );
  expect(visitors).toEqual([true, true, false]);
  const members = ['1', '2', '3', '4'].map((n) => streams.enter(`2001:db8::${n}`, newId<MemberId>()) !== null);
  expect(members).toEqual([true, true, true, false]);
  const leave = streams.enter('192.0.2.1', null);
  leave?.();
  leave?.();
  expect(streams.open()).toBe(5);
});

it('closes a stream whose client stopped reading', async () => {
  const served = await serve({});
  const { socket } = await open(served);
  socket.pause();
  // More bytes than all buffers between the two hold.
  const text = 'x'.repeat(100_000);
  const reader = await open(served);
  let read = 0;
  reader.socket.on('data', (chunk: Buffer) => (read += chunk.length));
  for (let i = 1; i <= 400 && served.streams.open() > 1; i++) {
    served.poke(text);
    await expect.poll(() => read).toBeGreaterThanOrEqual(i * text.length);
  }
  expect([served.streams.open(), reader.socket.closed]).toEqual([1, false]);
});

it('sends a heartbeat, and closes a stream with unread data at two heartbeats in a row', async () => {
  const served = await serve({}, { heartbeatMs: 20 });
  const reader = await open(served);
  let heard = '';
  reader.socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await expect.poll(() => heard).toContain(':\n\n');
  reader.socket.pause();
  // Write until the kernel takes no more: the bytes buffered then are fewer than the limit that ends a stream at once.
  do {
    served.poke('y'.repeat(30_000));
    await new Promise((go) => setImmediate(go));
  } while (served.waiting() === 0);
  expect(served.streams.open()).toBe(1);
  await expect.poll(() => served.streams.open()).toBe(0);
});

const PUBLIC = { scope: 'public', visible: true, rev: 1, floor: 0, era: null, ended: null };

it('S25: a scope that moves while the stream is being opened is named on it', async () => {
  let answer: (rows: object[]) => void = () => undefined;
  const query = (): Promise<object[]> => new Promise((done) => (answer = done));
  const served = await serve({}, { db: { query } as Partial<PokesDeps['db']> as PokesDeps['db'] });
  const opened = open(served);
  await expect.poll(() => served.listeners()).toBe(2);
  served.poke('public');
  answer([PUBLIC]);
  let text = '';
  const { socket, head } = await opened;
  text += head;
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text).toContain('data: public');
  socket.destroy();
  await expect.poll(() => served.listeners()).toBe(0);
});

it('S25: a stream of a member who may see less by the time it opens ends at once', async () => {
  let answer: (rows: object[]) => void = () => undefined;
  const query = (): Promise<object[]> => new Promise((done) => (answer = done));
  const served = await serve({}, { db: { query } as Partial<PokesDeps['db']> as PokesDeps['db'] });
  const member = newId<MemberId>();
  const opened = open(served, `&member=${member}`);
  await expect.poll(() => served.streams.open()).toBe(1);
  served.curtail(newId<MemberId>());
  served.curtail(member);
  answer([PUBLIC]);
  await opened;
  await expect.poll(() => [served.streams.open(), served.listeners()]).toEqual([0, 0]);
});
