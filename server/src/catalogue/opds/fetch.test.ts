import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchFile } from './fetch.ts';

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/book') response.end('a book');
    else response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** A device that Linux has: it is always full. */
const FULL = '/dev/full';
const fetched = (path: string, into: string) =>
  fetchFile(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    into,
    { allowLoopback: true },
    { bytes: 1000, ms: 10_000 },
  );

it('a full disk here is not told as a fault of the other server', async () => {
  await expect(fetched('/book', FULL)).rejects.toThrow('ENOSPC');
});

it('a connection that breaks in the middle of an answer is told as one', async () => {
  expect(await fetched('/half', '/dev/null')).toMatchObject({ ok: false, error: { code: 'opds.unreachable' } });
});
