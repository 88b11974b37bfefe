import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, it } from 'vitest';
import { packedFetch } from './packed-fetch.ts';

const body = JSON.stringify({ cursors: 'x'.repeat(2_000) });
interface Got {
  packed: boolean;
  text: string;
  mark: unknown;
}
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A device, and a server that keeps what it gets and answers it so. */
async function deviceAnd(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const got: Got[] = [];
  const serve = { answer };
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const packed = request.headers['content-encoding'] === 'gzip';
      const text = (packed ? gunzipSync(bytes) : bytes).toString();
      got.push({ packed, text, mark: request.headers['x-egoejo'] });
      serve.answer(request, response);
    });
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const store = { indexedDB: new IDBFactory(), keyRange: IDBKeyRange };
  const start = () =>
    packedFetch(
      () => store,
      (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { ...init, method: 'POST' }),
    );
  return { got, serve, start };
}
const takes = (_request: IncomingMessage, response: ServerResponse) =>
  void response.setHeader('accept-encoding', 'gzip').end();
const silent = (_request: IncomingMessage, response: ServerResponse) => void response.end();

it('compresses a long body once the server said that it may, also after the next start', async () => {
  const { got, start } = await deviceAnd(takes);
  const send = start();
  await send('/sync/exchange', { body });
  await send('/sync/exchange', { body });
  await start()('/sync/exchange', { body, headers: { 'x-egoejo': '1' } });
  expect(got).toEqual([
    { packed: false, text: body, mark: undefined },
    { packed: true, text: body, mark: undefined },
    { packed: true, text: body, mark: '1' },
  ]);
});

it('sends short bodies, bodies that are no text, and those to a server that said nothing as they are', async () => {
  const { got, serve, start } = await deviceAnd(silent);
  const send = start();
  await send('/sync/exchange', { body });
  await send('/sync/exchange', { body });
  serve.answer = takes;
  await send('/sync/exchange', { body });
  await send('/sync/exchange', { body: 'short' });
  await send('/api/uploads', { body: new Uint8Array(2_000) });
  expect(got.map((g) => g.packed)).toEqual([false, false, false, false, false]);
});

it('sends the same again in plain to a server that was put back to an older version, and forgets', async () => {
  const { got, serve, start } = await deviceAnd(takes);
  const send = start();
  await send('/sync/exchange', { body });
  serve.answer = (request, response) =>
    void response.writeHead(request.headers['content-encoding'] === undefined ? 200 : 400).end();
  expect((await send('/sync/exchange', { body })).status).toBe(200);
  expect((await send('/sync/exchange', { body })).status).toBe(200);
  expect(got.map((g) => [g.packed, g.text === body])).toEqual([
    [false, true],
    [true, true],
    [false, true],
    [false, true],
  ]);
});
