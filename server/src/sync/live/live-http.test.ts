/** The live channel over real sockets: who may open it, how many, and what ends it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { LIVE, LIVE_PATH, LIVE_PROTOCOL } from '@egoejo/shared/sync/live.ts';
import { afterEach, expect, it } from 'vitest';
import { isOurOrigin } from '../../platform/http/csrf.ts';
import { answerError } from '../../platform/http/http.ts';
import { HTTP_TIMES, serverOptions } from '../../platform/http/http-times.ts';
import { createErrorReports } from '../../platform/observability/error-reports.ts';
import { createLog } from '../../platform/observability/log.ts';
import { openChannel } from '../../testing/live.ts';
import { CHANNEL_CAPS, countChannels, type ChannelCaps } from './channel-caps.ts';
import { liveRoute, type LiveDeps } from './live-http.ts';

const apps: FastifyInstance[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const app of apps.splice(0)) await app.close();
});

const PUBLIC = { scope: 'public', visible: true, rev: 1, floor: 0, era: null, ended: null };
const fail = (error: unknown): void => {
  throw error;
};
/** The route alone on a real port; a header `x-member` replaces the cookie. */
async function serve(caps: Partial<ChannelCaps>, more: Partial<LiveDeps> = {}) {
  const channels = countChannels({ ...CHANNEL_CAPS, ...caps });
  const hearers = new Set<(scopes: readonly string[]) => void>();
  const curtailed = new Set<(member: MemberId) => void>();
  const app = Fastify(serverOptions(HTTP_TIMES));
  apps.push(app);
  app.setErrorHandler((error, request, reply) =>
    answerError({ reports: createErrorReports(undefined, '0', createLog('silent')) }, error, request, reply),
  );
  liveRoute(app, {
    db: { query: async () => [PUBLIC] } as Partial<LiveDeps['db']> as LiveDeps['db'],
    sources: [],
    identify: async ({ headers }) => (headers['x-member'] as MemberId | undefined) ?? null,
    isOwnPage: (request) => request.headers.origin === undefined || isOurOrigin(request, undefined),
    allow: () => null,
    onError: fail,
    pokes: {
      moved: () => undefined,
      talliesMoved: () => undefined,
      subscribeAll(hear) {
        hearers.add(hear);
        return () => void hearers.delete(hear);
      },
      onCurtailed(hear) {
        curtailed.add(hear);
        return () => void curtailed.delete(hear);
      },
      tell: () => undefined,
      onTold: () => () => undefined,
      onLost: () => () => undefined,
      close: async () => undefined,
    },
    channels,
    ...more,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    url,
    channels,
    /** Says that scopes moved; those that have no name make a message long. */
    poke: (...scopes: string[]) => hearers.forEach((hear) => hear(scopes)),
    curtail: (member: MemberId) => curtailed.forEach((hear) => hear(member)),
    open: (member: MemberId | null = null, options: Parameters<typeof openChannel>[1] = {}) =>
      openChannel(url, { ...options, headers: { ...(member !== null && { 'x-member': member }) } }),
  };
}
/** What a server answers on a bare connection until it closes it. */
async function answerTo(url: string, ...lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  socket.write([...lines, 'host: h', '', ''].join('\r\n'));
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}
const upgrade = (...more: string[]): string[] => [
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  ...more,
];
const protocol = `sec-websocket-protocol: ${LIVE_PROTOCOL}`;

it('T4: a page of another site opens no channel; our own page and an app without an origin do', async () => {
  const { url, open, channels } = await serve({});
  for (const origin of ['https://evil.example', 'null', 'http://h.evil.example']) {
    const text = await answerTo(url, `GET ${LIVE_PATH} HTTP/1.1`, ...upgrade(protocol, `origin: ${origin}`));
    expect(text).toMatch(
      /^HTTP\/1\.1 403 [^]*\{"error":\{"code":"account\.forbidden","params":\{"reason":"origin"\}\}\}$/,
    );
  }
  expect((await open(null, { origin: url })).status).toBe(101);
  expect((await open()).status).toBe(101);
  expect(channels.open()).toBe(2);
});

it('T4: only the channel’s address upgrades, and only to its protocol; every refusal ends the connection', async () => {
  const { url, channels } = await serve({});
  const get = `GET ${LIVE_PATH} HTTP/1.1`;
  expect(await answerTo(url, 'GET /api/other HTTP/1.1', ...upgrade(protocol))).toMatch(/^HTTP\/1\.1 404 /);
  expect(await answerTo(url, `POST ${LIVE_PATH} HTTP/1.1`, ...upgrade(protocol))).toMatch(/^HTTP\/1\.1 404 /);
  expect(await answerTo(url, get, ...upgrade('sec-websocket-protocol: other-1'))).toMatch(
    /^HTTP\/1\.1 400 [^]*"protocol"/,
  );
  expect(await answerTo(url, get, ...upgrade(protocol).slice(0, 2), protocol)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await answerTo(url, get, 'connection: close')).toMatch(/^HTTP\/1\.1 426 [^]*upgrade: websocket\r\n/);
  // Any other upgrade is passed over, as before there was a channel.
  expect(await answerTo(url, get, 'upgrade: h2c', 'connection: upgrade, close')).toMatch(/^HTTP\/1\.1 426 /);
  expect(channels.open()).toBe(0);
});

it('T4: limits the channels of visitors per address, and frees a place when one ends', async () => {
  const { url, open, channels } = await serve({ visitorsByAddress: 3 });
  const opened = await Promise.all([open(), open(), open()]);
  expect(opened.map(({ status }) => status)).toEqual([101, 101, 101]);
  const text = await answerTo(url, `GET ${LIVE_PATH} HTTP/1.1`, ...upgrade(protocol));
  expect(text).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: 60\r\n[^]*"sync\.rate_limited","params":\{"seconds":60\}/i);
  opened[0].socket.terminate();
  await expect.poll(() => channels.open()).toBe(2);
  expect((await open()).status).toBe(101);
});

it('T4: reserves places for members when visitors use all of theirs, and limits the channels of one member', async () => {
  const { open } = await serve({ visitors: 2, inAll: 6, byMember: 3 });
  const member = newId<MemberId>();
  const statuses = async (...who: (MemberId | null)[]) =>
    (await Promise.all(who.map((one) => open(one)))).map(({ status }) => status).toSorted((a, b) => a - b);
  expect(await statuses(null, null, null)).toEqual([101, 101, 429]);
  expect(await statuses(member, member, member, member)).toEqual([101, 101, 101, 429]);
  // With this one all six places are taken.
  expect(await statuses(newId())).toEqual([101]);
  expect(await statuses(newId())).toEqual([429]);
});

it('counts members of an address separately from its visitors, and an IPv6 network as one', () => {
  const channels = countChannels({ ...CHANNEL_CAPS, visitorsByAddress: 2, membersByAddress: 3 });
  const enter = (n: number, member: MemberId | null) => channels.enter(`2001:db8::${n}`, member) !== null;
  expect([1, 2, 3].map((n) => enter(n, null))).toEqual([true, true, false]);
  expect([1, 2, 3, 4].map((n) => enter(n, newId()))).toEqual([true, true, true, false]);
  const leave = channels.enter('192.0.2.1', null);
  leave?.();
  leave?.();
  expect(channels.open()).toBe(5);
});

it('T4: a frame that is binary, too large, malformed or one of too many closes the channel', async () => {
  const { open, channels } = await serve({});
  const all = await Promise.all([open(), open(), open(), open(), open()]);
  const [binary, large, malformed, many, pings] = all;
  binary.socket.send(Buffer.from('{}'));
  large.socket.send('x'.repeat(LIVE.frameBytes + 1));
  malformed.socket.send('{');
  for (let i = 0; i <= LIVE.frames; i++) many.follow('public');
  for (let i = 0; i <= LIVE.frames; i++) pings.socket.ping();
  expect(await Promise.all(all.map(({ closed }) => closed))).toEqual([1008, 1009, 1008, 1008, 1006]);
  await expect.poll(() => channels.open()).toBe(0);
});

it('T4: heartbeats keep a channel, and end that of a device that takes nothing', async () => {
  const { open, poke, channels } = await serve({}, { heartbeatMs: 30 });
  const [reader, stuck] = [await open(), await open()];
  let beats = 0;
  reader.socket.on('ping', () => beats++);
  for (const one of [reader, stuck]) one.follow('public');
  await expect.poll(() => beats).toBeGreaterThan(3);
  stuck.socket.pause();
  poke('public');
  await expect.poll(() => channels.open()).toBe(1);
  const since = beats;
  await expect.poll(() => beats).toBeGreaterThan(since + 3);
  expect(reader.moved()).toEqual(['public']);
});

it('T4: a stopping server closes its channels at once', async () => {
  const { app, open } = await serve({});
  const [one, two] = [await open(), await open()];
  two.socket.pause();
  const closed = app.close();
  expect(await one.closed).toBe(1001);
  await closed;
});

it('S25: a channel of a member who may see less by the time it opens is closed at once', async () => {
  let answer: (member: MemberId) => void = () => undefined;
  const identify = (): Promise<MemberId> => new Promise((done) => (answer = done));
  const { open, curtail, channels } = await serve({}, { identify });
  const member = newId<MemberId>();
  for (const [who, code] of [
    [newId<MemberId>(), null],
    [member, 4001],
  ] as const) {
    const before = answer;
    const opening = open();
    await expect.poll(() => answer !== before).toBe(true);
    curtail(who);
    answer(member);
    const { closed, socket } = await opening;
    if (code === null) socket.terminate();
    else expect(await closed).toBe(code);
    await expect.poll(() => channels.open()).toBe(0);
  }
});
