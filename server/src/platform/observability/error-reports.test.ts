import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { createErrorReports } from './error-reports.ts';

const got: { url: string; auth: string; lines: Record<string, unknown>[] }[] = [];
const sentry = createServer((request: IncomingMessage, response) => {
  let text = '';
  request
    .setEncoding('utf8')
    .on('data', (chunk: string) => (text += chunk))
    .on('end', () => {
      got.push({
        url: request.url ?? '',
        auth: String(request.headers['x-sentry-auth']),
        lines: text.split('\n').map((l): Record<string, unknown> => JSON.parse(l)),
      });
      response.end('{}');
    });
});
let dsn = '';
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      sentry.listen(0, '127.0.0.1', () => {
        const address = sentry.address();
        dsn = `http://publickey@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/42`;
        resolve();
      });
    }),
);
afterAll(() => new Promise<void>((resolve) => void sentry.close(() => resolve())));

it('contain route, release and a pseudonymous member, never arguments or addresses', async () => {
  const reports = createErrorReports(dsn, '1.2.3', createLog('silent'));
  const member = '01a1f837-3aae-7915-99d0-e6f971303ae3';
  reports.bug(new Error('cannot read "awa@example.org" at 203.0.113.9'), { member, route: 'POST /sync/exchange' });
  await reports.flush();
  const [{ url, auth, lines } = { url: '', auth: '', lines: [] }] = got;
  expect(url).toBe('/api/42/envelope/');
  expect(auth).toContain('sentry_key=publickey');
  expect(lines[1]).toEqual({ type: 'event' });
  expect(lines[2]).toMatchObject({
    release: '1.2.3',
    transaction: 'POST /sync/exchange',
    user: { id: expect.stringMatching(/^[0-9a-f]{16}$/) },
    exception: { values: [{ type: 'Error', value: 'cannot read … at …' }] },
  });
  const text = JSON.stringify(lines);
  for (const secret of [member, 'awa@', '203.0.113.9', import.meta.dirname]) expect(text).not.toContain(secret);
});

it('never throws when no receiver is reachable or configured', async () => {
  const reports = createErrorReports('http://k@127.0.0.1:1/1', '1', createLog('silent'));
  reports.bug('not even an error');
  await reports.flush();
  const silent = createErrorReports(undefined, '1', createLog('silent'));
  silent.bug(new Error('x'));
  await silent.flush();
});
