/**
 * Rate limits of a running server under parallel requests from one address: no more requests pass than the limit
 * allows.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import { startServer, type ServerProcess } from '../../testing/servers/server-process.ts';

const PARALLEL = 300;
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ env: { NODE_ENV: 'test', TRUST_PROXY: '127.0.0.1' } });
});
afterAll(() => server.close());

interface Answer {
  status: number;
  code: string;
  retryAfter: string | null;
}
/** A caller: the browser's cookie, and the client address that a proxy reports. */
interface Caller {
  cookie?: string;
  from?: string;
}
interface Failed {
  error?: { data?: { app?: { code?: string } } };
}
const post = (path: string, body: unknown, { cookie = '', from = '192.0.2.1' }: Caller = {}): Promise<Response> =>
  fetch(`${server.url}/trpc/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'x-egoejo': '1',
      origin: server.url,
      'x-forwarded-for': from,
      cookie,
    },
  });
async function ask(path: string, body: unknown, caller?: Caller): Promise<Answer> {
  const response = await post(path, body, caller);
  const { error } = (await response.json()) as Failed;
  return {
    status: response.status,
    code: error?.data?.app?.code ?? '',
    retryAfter: response.headers.get('retry-after'),
  };
}
const all = (make: (i: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: PARALLEL }, (_, i) => make(i)));
const count = (answers: readonly Answer[], code: string): number => answers.filter((a) => a.code === code).length;

it('of 300 parallel code checks from one address no more than 100 are judged', async () => {
  const email = 'parallel@example.org';
  const asked = await post('accounts.requestCode', { email });
  const cookie = (asked.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await expect.poll(async () => (await readdir(join(server.dataDir, 'mail')).catch(() => [])).length).toBe(1);
  const [file = ''] = await readdir(join(server.dataDir, 'mail'));
  const right = /\b\d{8}\b/.exec(await readFile(join(server.dataDir, 'mail', file), 'utf8'))?.[0] ?? '';
  const answers = await all((i) =>
    ask(
      'accounts.verifyCode',
      { email, code: String((Number(right) + 1 + i) % 100_000_000).padStart(8, '0') },
      { cookie },
    ),
  );
  // The request for the code counted too.
  expect(count(answers, 'account.bad_code')).toBe(99);
  expect(count(answers, 'account.rate_limited')).toBe(PARALLEL - 99);
  for (const { retryAfter } of answers.filter((a) => a.status === 429)) expect(Number(retryAfter)).toBeGreaterThan(0);
});

it('of 300 parallel sign-ins to one account ten are judged', async () => {
  const answers = await all((i) =>
    ask('accounts.signIn', { email: 'awa@example.org', password: `wrong ${i}` }, { from: '192.0.2.2' }),
  );
  const others = await all((i) =>
    ask('accounts.signIn', { email: `${i}@example.org`, password: 'wrong' }, { from: '192.0.2.2' }),
  );
  expect(count(answers, 'account.bad_credentials')).toBe(10);
  expect(count([...answers, ...others], 'account.bad_credentials')).toBeLessThanOrEqual(100);
  for (const a of [...answers, ...others])
    expect(['account.bad_credentials', 'account.rate_limited', 'account.busy']).toContain(a.code);
});

it('a batch with more calls than the client ever sends is refused as a whole, with a code', async () => {
  const calls = (n: number): Promise<Response> =>
    fetch(
      `${server.url}/trpc/${Array.from({ length: n }, () => 'accounts.signInWays').join(',')}?batch=1&input=%7B%7D`,
    );
  const most = await calls(MOST_CALLS);
  expect([most.status, ((await most.json()) as unknown[]).length]).toEqual([200, MOST_CALLS]);
  const more = await calls(MOST_CALLS + 1);
  expect(more.status).toBe(400);
  const text = await more.text();
  expect(text).toContain('"app":{"code":"sync.bad_request","params":{"reason":"batch","most":20}}');
  expect(errorCodes).toContain('sync.bad_request');
});
