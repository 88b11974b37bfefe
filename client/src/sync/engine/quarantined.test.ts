import { expect, it } from 'vitest';
import type { ItemId } from '@egoejo/shared/platform/ids.ts';
import { retryIn } from './acts/outbox.ts';
import { makeDevice } from '../testing/device.ts';
import { makeServer } from '../testing/fake-server.ts';
import { idOf } from '../testing/world.ts';

const TOLD = 'x-egoejo-quarantined';

it('S9: a quarantined act is reported with each exchange until an answer confirms it, and never again', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const { world } = device;
  const told = (): (string | undefined)[] => world.headers.splice(0).map((h) => h[TOLD]);
  const key = await device.queue('reading.remove', { item: idOf<ItemId>(1) });
  server.settle = () => 'unsettled';
  world.answer((r) => server.handle(r));
  for (let i = 0; i < 5; i++) await device.sync();
  // Before the fifth answer the act only waits.
  expect(told()).toEqual([undefined, undefined, undefined, undefined, undefined]);
  // Neither silence nor a server that does not know the header confirms the report.
  world.answer(() => 'lost');
  await device.sync();
  world.answer(() => ({ status: 500 }));
  await device.sync();
  world.answer((r) => server.handle(r));
  await device.sync();
  const line = `${key} sync.internal`;
  expect(told()).toEqual([line, line, line]);
  world.answer(async (r) => ({ lines: await server.handle(r), headers: { 'x-egoejo-noted': '1' } }));
  await device.sync();
  await device.sync();
  expect(told()).toEqual([line, undefined]);
  await retryIn(world.env, device.store, key);
  for (let i = 0; i < 6; i++) await device.sync();
  expect(told()).toEqual(Array.from({ length: 6 }, () => undefined));
  expect(await device.outbox()).toMatchObject([{ held: 'quarantined' }]);
});

it('S9: at most fifty quarantined acts are reported at a time, the rest once those are confirmed', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const keys: string[] = [];
  for (let i = 1; i <= 70; i++) keys.push(await device.queue('reading.remove', { item: idOf<ItemId>(i) }));
  await device.store.db.outbox.toCollection().modify({ held: 'quarantined', lastError: 'sync.no_answer' });
  device.world.answer(async (r) => ({ lines: await server.handle(r), headers: { 'x-egoejo-noted': '1' } }));
  for (let i = 0; i < 3; i++) await device.sync();
  const told = device.world.headers.map((h) =>
    (h[TOLD] ?? '')
      .split(', ')
      .filter((entry) => entry !== '')
      .map((entry) => entry.split(' ')[0]),
  );
  expect(told).toEqual([keys.slice(0, 50), keys.slice(50), []]);
});

it('S24: each exchange names the client’s version in a header, not in the body', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  device.world.env.build = '0.1.0-abc';
  await device.sync();
  expect(device.world.headers.map((h) => h['x-egoejo-client'])).toEqual([undefined, '0.1.0-abc']);
  expect(Object.keys(device.world.requests[1] ?? {}).toSorted()).toEqual([
    'cursors',
    'device',
    'epoch',
    'member',
    'mutations',
    'outboxEmpty',
    'protocol',
  ]);
});
