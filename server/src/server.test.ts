/** The whole server in this process: its HTTP answers, operators' commands, and the state it leaves when it stops. */
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entitiesIn, entityVersions } from '@egoejo/shared/registry.ts';
import { PROTOCOL, type ExchangeLine } from '@egoejo/shared/sync/protocol.ts';
import { FolderHeld } from './platform/files/data-folder.ts';
import { readConfig } from './platform/config/read-config.ts';
import { createLog } from './platform/observability/log.ts';
import { askOperator, isServed } from './platform/operator-socket.ts';
import { startServer, type RunningServer } from './server.ts';
import { createFolder } from './testing/database/postgres.ts';
import { openChannel } from './testing/live.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
let server: RunningServer;
const start = (): Promise<RunningServer> =>
  startServer(
    readConfig({ DATA_DIR: folder.dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' }),
    createLog('silent'),
  );
beforeAll(async () => {
  folder = await createFolder();
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await folder.drop();
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
/** The raw response body: fetch would decompress it. */
const post = (body: unknown, accept = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/sync/exchange`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-encoding': accept, origin: server.url, 'x-egoejo': '1' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
          );
      },
    );
    sent.on('error', reject);
    sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
const visitor = {
  protocol: PROTOCOL,
  member: null,
  device: null,
  epoch: null,
  cursors: [{ scope: 'public', entities: entityVersions(false), rev: 0, table: '', id: '' }],
  mutations: [],
  outboxEmpty: true,
};
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExchangeLine);

it('answers a visitor line by line, with the same lines in every accepted encoding', async () => {
  const plain = await post(visitor);
  const brotli = await post(visitor, 'gzip, br');
  const gzip = await post(visitor, 'gzip');
  expect([
    plain.status,
    plain.headers['content-type'],
    plain.headers['cache-control'],
    plain.headers['content-encoding'],
  ]).toEqual([200, 'application/x-ndjson', 'no-store', undefined]);
  expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
  const [a, b, c] = [plain.body, brotliDecompressSync(brotli.body), gunzipSync(gzip.body)].map((text) =>
    linesOf(text.toString()).filter((line) => !('now' in line)),
  );
  expect(a?.length).toBeGreaterThan(1);
  expect([b, c]).toEqual([a, a]);
  expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
});

it('S13 S14: one changed row costs less than 500 bytes on the wire', async () => {
  const { db } = server.deps;
  const [community] = await db.query<{ id: string }>(
    `select id from community where visibility = 'public' order by name limit 1`,
  );
  const cursors = ['public', `community:${community?.id}`, `polls:community:${community?.id}`].map((scope) => ({
    ...visitor.cursors[0],
    scope,
    // As a device asks.
    entities: entitiesIn(scope, false),
  }));
  const first = linesOf(brotliDecompressSync((await post({ ...visitor, cursors }, 'br')).body).toString());
  const held = cursors.map(({ scope }) =>
    first.flatMap((line) => (line.t === 'page' && line.scope === scope ? [line.cursor] : [])).at(-1),
  );
  const epoch = first.flatMap((line) => (line.t === 'head' ? [line.epoch] : []))[0] ?? null;
  await db.query(
    'update project_tally set score = score where id = (select id from project where community = $1 limit 1)',
    [community?.id],
  );
  const answer = await post({ ...visitor, epoch, cursors: held }, 'br');
  const pages = linesOf(brotliDecompressSync(answer.body).toString()).filter((line) => line.t === 'page');
  expect(pages.flatMap((page) => page.rows.flatMap((r) => r.rows))).toHaveLength(1);
  expect(answer.body.length).toBeLessThan(500);
});

it.each([
  ['an invalid request', '{"protocol":1', 400, 'sync.bad_request'],
  ['an unknown field', { ...visitor, more: true }, 400, 'sync.bad_request'],
  [
    'a member without a session',
    { ...visitor, member: '00000000-0000-7000-8000-000000000001', device: '00000000-0000-7000-8000-000000000002' },
    401,
    'sync.unauthenticated',
  ],
  ['a later protocol', { ...visitor, protocol: 99 }, 426, 'sync.upgrade_required'],
  ['an oversized body', `"${'x'.repeat(3_000_000)}"`, 413, 'sync.too_large'],
])('refuses %s with a code', async (_what, body, status, code) => {
  const answer = await post(body);
  expect([answer.status, (JSON.parse(answer.body.toString()) as { error: { code: string } }).error.code]).toEqual([
    status,
    code,
  ]);
});

it('S10: more than a hundred acts, or an act over 32 KiB, get 413 with a code; a hundred acts are accepted', async () => {
  const act = (seq: number, args: object = {}) => ({
    key: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    seq,
    name: 'x',
    version: 1,
    args,
    madeAt: '2026-03-01T10:00:00.000Z',
  });
  const codeOf = async (mutations: object[]): Promise<[number, string]> => {
    const answer = await post({ ...visitor, mutations });
    return [answer.status, (JSON.parse(answer.body.toString()) as { error: { code: string } }).error.code];
  };
  const many = Array.from({ length: 101 }, (_, i) => act(i + 1));
  expect(await codeOf(many)).toEqual([413, 'sync.too_many_mutations']);
  expect(await codeOf(many.slice(1))).toEqual([401, 'sync.unauthenticated']);
  const bare = JSON.stringify(act(1, { text: '' })).length;
  expect(await codeOf([act(1, { text: 'x'.repeat(32 * 1024 - bare + 1) })])).toEqual([413, 'sync.mutation_too_large']);
  expect(await codeOf([act(1, { text: 'x'.repeat(32 * 1024 - bare) })])).toEqual([401, 'sync.unauthenticated']);
});

it('S25: the live channel names the moved scopes that were asked for and are visible, and nothing else', async () => {
  const { db, pokes } = server.deps;
  // Seconds after the start the demo's communities are poked, since their tallies were combined. This one is not.
  const add = async (id: string, visibility: 'public' | 'private') => {
    await db.query(
      `insert into community (id, scope, slug, name, visibility)
        values ($1::uuid, case $2 when 'public' then $2 else 'community:' || $1 end, $1::text, 'c', $2)`,
      [id, visibility],
    );
    const [counter] = await db.query<{ scope: string; rev: number }>(
      `update scope_counter set rev = rev + 1 where scope = $1 returning scope, rev`,
      [`community:${id}`],
    );
    return counter!;
  };
  const { scope, rev } = await add('00000000-0000-7000-8000-000000000c25', 'public');
  const { scope: theirs } = await add('00000000-0000-7000-8000-000000000c26', 'private');
  const channel = await openChannel(server.url);
  channel.say({
    t: 'follow',
    scopes: [
      [scope, rev],
      [theirs, 0],
    ],
  });
  await expect.poll(() => (pokes.moved([theirs, scope]), channel.moved())).toContain(scope);
  channel.socket.terminate();
  // Named at once, without a poke: what moved since the rev that the device gives.
  const late = await openChannel(server.url);
  late.say({
    t: 'follow',
    scopes: [
      [scope, rev - 1],
      [theirs, 0],
    ],
  });
  await expect.poll(() => late.got.length).toBe(1);
  expect(late.got).toEqual([{ t: 'moved', scopes: [scope] }]);
  expect(channel.moved()).not.toContain(theirs);
  late.socket.terminate();
  expect((await openChannel(server.url, { origin: 'https://evil.example' })).status).toBe(403);
});

it('runs an operator’s command through the socket of its folder, and reports errors in it', async () => {
  const ask = (...args: string[]) => askOperator(folder.dataDir, { args, json: true, cwd: '/' });
  expect(await isServed(folder.dataDir)).toBe(true);
  expect(await ask('audit')).toMatchObject({ exit: 0, stderr: '' });
  expect((await ask('no-such-command'))?.exit).toBe(2);
  const garbage = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(`${folder.dataDir}/operator.sock`).setEncoding('utf8');
    socket
      .on('data', (chunk: string) => (text += chunk))
      .on('end', () => resolve(text))
      .end('{"args":1}');
  });
  expect(JSON.parse(garbage)).toMatchObject({ exit: 3, stdout: '' });
});

it('writes the counts of its last minute when it stops', async () => {
  const errors = () =>
    server.deps.db.query<{ n: number }>(
      `select coalesce(sum(n), 0)::bigint as n from service_day where kind = 'error'`,
    );
  const [before] = await errors();
  server.deps.days.error('answer');
  await server.stop();
  server = await start();
  expect(await errors()).toEqual([{ n: (before?.n ?? 0) + 1 }]);
});

it('refuses a second server on its folder, stops with nothing left open, and restarts with its data', async () => {
  await expect(start()).rejects.toBeInstanceOf(FolderHeld);
  const counted = () => server.deps.db.query('select count(*) from project');
  const before = await counted();
  const { url } = server;
  await server.stop();
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  expect(await isServed(folder.dataDir)).toBe(false);
  server = await start();
  expect(await counted()).toEqual(before);
});
