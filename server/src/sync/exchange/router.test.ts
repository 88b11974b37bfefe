/** `sync.exchange` as a tRPC procedure, called by tRPC's own client over its own stream. */
import { createTRPCClient, httpBatchStreamLink, httpLink, TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entityVersions } from '@egoejo/shared/registry.ts';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { LIMITS, PROTOCOL, type ExchangeLine, type ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import { createLog } from '../../platform/observability/log.ts';
import type { AppRouter } from '../../router.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { createFolder } from '../../testing/database/postgres.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
let server: RunningServer;
beforeAll(async () => {
  folder = await createFolder();
  const env = { DATA_DIR: folder.dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' };
  server = await startServer(readConfig(env), createLog('silent'));
});
afterAll(async () => {
  await server.stop();
  await folder.drop();
});

const headers = (): Record<string, string> => ({ origin: server.url, 'x-egoejo': '1' });
const streaming = () =>
  createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: `${server.url}/trpc`, headers })] });
const visitor: ExchangeRequest = {
  protocol: PROTOCOL,
  member: null,
  device: null,
  epoch: null,
  cursors: [{ scope: 'public', entities: entityVersions(false), rev: 0, table: '', id: '' }],
  mutations: [],
  outboxEmpty: true,
};
async function linesOf(request: ExchangeRequest): Promise<ExchangeLine[]> {
  const lines: ExchangeLine[] = [];
  for await (const line of await streaming().sync.exchange.mutate(request)) lines.push(line);
  return lines;
}
const withoutClock = (lines: readonly ExchangeLine[]) => lines.filter((line) => line.t !== 'head');

it('streams the lines that the plain route answers with', async () => {
  const route = await fetch(`${server.url}/sync/exchange`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify(visitor),
  });
  const plain = (await route.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExchangeLine);
  const streamed = await linesOf(visitor);
  expect(streamed[0]).toMatchObject({ t: 'head', protocol: PROTOCOL });
  expect(withoutClock(streamed).length).toBeGreaterThan(1);
  expect(withoutClock(streamed)).toEqual(withoutClock(plain));
});

it('S30: skips a cursor that it cannot use, and names it', async () => {
  const broken = { scope: 'community:nope', entities: { project: 1 }, rev: 3, table: '', id: '' };
  const [head] = await linesOf({ ...visitor, cursors: [broken, ...visitor.cursors] });
  expect(head).toMatchObject({ t: 'head', skipped: [0] });
});

it.each([
  ['a later protocol', { ...visitor, protocol: 99 }, 'sync.upgrade_required'],
  [
    'a member without a session',
    { ...visitor, member: newId<MemberId>(), device: newId<DeviceId>() },
    'sync.unauthenticated',
  ],
])('refuses %s by code, before any line', async (_what, request, code) => {
  const refused = await linesOf(request).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TRPCClientError);
  expect(String(refused)).toContain(code);
});

it('refuses a visitor’s long body before reading it', async () => {
  const cursors = Array.from({ length: 1000 }, () => visitor.cursors[0]);
  const refused = await fetch(`${server.url}/trpc/sync.exchange`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify({ ...visitor, cursors }),
  });
  expect([refused.status, await refused.json()]).toMatchObject([413, { error: { code: 'sync.too_large' } }]);
});

it('has the limits of the plain route, however the path is written', async () => {
  const send = async (path: string, bytes: number, more: Record<string, string> = {}) => {
    const refused = await fetch(`${server.url}/trpc/${path}`, {
      method: 'POST',
      headers: { ...headers(), ...more, 'content-type': 'application/json', 'trpc-accept': 'application/jsonl' },
      body: JSON.stringify({ ...visitor, filler: 'x'.repeat(bytes) }),
    });
    await refused.text();
    return refused.status;
  };
  expect([await send('sync%2Eexchange', 60_000), await send('accounts.me,sync.exchange?batch=1', 60_000)]).toEqual([
    413, 413,
  ]);
  expect(await send('sync.exchange', LIMITS.exchangeBytes, { authorization: 'Bearer x' })).toBe(413);
});

it.each([
  ['before the first line', 'installation', 'epoch'],
  ['between two lines', 'community', 'name'],
])('a failure %s ends that answer alone', async (_when, table, column) => {
  // No test before asked for this entity alone, so its pages are not kept and have to be read.
  const { community } = entityVersions(false);
  const unread = { ...visitor, cursors: visitor.cursors.map((c) => ({ ...c, entities: { community: community! } })) };
  await server.deps.db.script(`alter table ${table} rename column ${column} to gone`);
  await expect(linesOf(unread)).rejects.toThrow();
  await server.deps.db.script(`alter table ${table} rename column gone to ${column}`);
  expect((await linesOf(visitor)).at(-1)).toMatchObject({ t: 'end' });
});

it('refuses a caller that takes no stream before anything is settled', async () => {
  const single = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
  await expect(single.sync.exchange.mutate(visitor)).rejects.toMatchObject({
    shape: { data: { app: { code: 'sync.bad_request', params: { reason: 'stream' } } } },
  });
});
