import { PROTOCOL } from '@egoejo/shared/sync/protocol.ts';
import { expect, it } from 'vitest';
import { makeWorld } from '../../testing/world.ts';
import { retryAfter } from './retry-after.ts';
import { send } from './wire.ts';
import type { ExchangeRequest } from '../protocol.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const request: ExchangeRequest = {
  protocol: PROTOCOL,
  member: null,
  device: null,
  epoch: null,
  cursors: [],
  mutations: [],
  outboxEmpty: true,
};

it.each([
  [null, null],
  [' ', null],
  ['soon', null],
  ['7', 7000],
  ['0', 0],
  ['-3', 0],
  ['Sun, 01 Mar 2026 10:00:09 GMT', 9000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
])('S20: Retry-After %j is %j ms', (value, ms) => expect(retryAfter(value, now)).toBe(ms));

it('S18: an answer that stalls is aborted 20 s after its last byte, not earlier', async () => {
  const world = makeWorld();
  let signal: AbortSignal | null | undefined;
  let write: (text: string) => void = () => undefined;
  world.env.fetch = async (_path, init) => {
    signal = init.signal;
    return new Response(
      new ReadableStream({
        start(controller) {
          write = (text) => controller.enqueue(new TextEncoder().encode(text));
          signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
        },
      }),
    );
  };
  const reply = await send(world.env, request, null, new AbortController().signal);
  if (!reply.ok) throw new Error(reply.code);
  const lines = reply.lines[Symbol.asyncIterator]();
  const first = lines.next();
  world.advance(19_000);
  write('{"t":"end","more":false}\n');
  expect((await first).value).toEqual({ t: 'end', more: false });
  const second = lines.next();
  world.advance(19_999);
  expect(signal?.aborted).toBe(false);
  world.advance(1);
  expect(signal?.aborted).toBe(true);
  await expect(second).rejects.toThrow('aborted');
  expect(world.timers()).toEqual([]);
});

it('S18: an exchange that was overtaken before its request passes an aborted signal to fetch, whatever the network does', async () => {
  const world = makeWorld();
  let signal: AbortSignal | null | undefined;
  world.env.fetch = (_path, init) => {
    signal = init.signal;
    return Promise.reject(new TypeError('Failed to fetch'));
  };
  await expect(send(world.env, request, null, AbortSignal.abort())).rejects.toThrow('Failed to fetch');
  expect(signal?.aborted).toBe(true);
  await expect(send(world.env, request, null, new AbortController().signal)).rejects.toThrow('Failed to fetch');
  expect(signal?.aborted).toBe(false);
  expect(world.timers()).toEqual([]);
});
