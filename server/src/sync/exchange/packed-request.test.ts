import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CSRF_HEADER, LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { createTestApp, HOST, type TestApp } from '../../testing/servers/app.ts';
import { openFreshEmbedded, type OpenDatabase } from '../../testing/database/postgres.ts';

let opened: OpenDatabase;
let t: TestApp;
beforeAll(async () => {
  opened = await openFreshEmbedded();
  t = await createTestApp(opened.db, {});
});
afterAll(async () => {
  await t.close();
  await opened.close();
});

const post = (body: Buffer | string, encoding?: string) =>
  t.app.inject({
    method: 'POST',
    url: '/sync/exchange',
    headers: {
      host: HOST,
      origin: `http://${HOST}`,
      'content-type': 'application/json',
      [CSRF_HEADER]: '1',
      ...(encoding && { 'content-encoding': encoding }),
    },
    payload: body,
  });
/** A visitor's exchange, which everybody may make. */
const request = {
  protocol: 3,
  member: null,
  device: null,
  epoch: null,
  cursors: [{ scope: 'public', entities: { community: 4 }, rev: 0, table: '', id: '' }],
  mutations: [],
  outboxEmpty: true,
};

it('a compressed exchange gets the answer of the same one in plain, which says that it may be compressed', async () => {
  const plain = await post(JSON.stringify(request));
  const packed = await post(gzipSync(JSON.stringify(request)), 'gzip');
  expect(packed.statusCode, packed.body).toBe(plain.statusCode);
  const kinds = (body: string) =>
    body
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { t?: string }).t);
  expect(kinds(packed.body)).toEqual(kinds(plain.body));
  expect(plain.headers['accept-encoding']).toBe('gzip');
});

it('what is no gzip, another encoding, and a body that unpacks to too much are refused with a code', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * LIMITS.exchangeBytes, ' '));
  expect(bomb.length).toBeLessThan(LIMITS.exchangeBytes);
  const answers = [
    await post(JSON.stringify(request), 'gzip'),
    await post(gzipSync(JSON.stringify(request)).subarray(0, 40), 'gzip'),
    await post(JSON.stringify(request), 'br'),
    await post(bomb, 'gzip'),
    await post(gzipSync('{'), 'gzip'),
    // More than a visitor may send, and less than a member.
    await post(gzipSync(JSON.stringify(request) + ' '.repeat(100_000)), 'gzip'),
  ];
  expect(answers.map((a) => [a.statusCode, a.json<{ error: { code: string } }>().error.code])).toEqual([
    [400, 'sync.bad_request'],
    [400, 'sync.bad_request'],
    [400, 'sync.bad_request'],
    [413, 'sync.too_large'],
    [400, 'sync.bad_request'],
    [413, 'sync.too_large'],
  ]);
  expect((await post(JSON.stringify(request))).statusCode).toBe(200);
});
