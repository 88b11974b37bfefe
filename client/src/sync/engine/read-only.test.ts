import { expect, it } from 'vitest';
import type { ItemId } from '@egoejo/shared/platform/ids.ts';
import { makeDevice, type Device } from '../testing/device.ts';
import { makeServer, type FakeServer } from '../testing/fake-server.ts';
import { idOf } from '../testing/world.ts';

const remove = (n: number) => ({ item: idOf<ItemId>(n) });
const sizes = (device: Device): number[] => device.world.requests.map((r) => r.mutations.length);
const UNTIL = '2026-03-01T14:00:00.000Z';
const untilMs = Date.parse(UNTIL);

/** A server that refuses acts while it is read-only, and answers everything else. */
function connect(device: Device, server: FakeServer): void {
  server.now = new Date(device.world.env.now()).toISOString();
  device.world.answer((r) => {
    server.now = new Date(device.world.env.now()).toISOString();
    if (device.world.env.now() >= untilMs) server.readOnly = null;
    const closed = server.readOnly !== null && r.mutations.length > 0;
    return closed ? { status: 503, code: 'sync.read_only', retryAfter: '7200' } : server.handle(r);
  });
}

it('S8: read-only mode is no verdict: acts stay queued, changes are still pulled, and the app shows until when', async () => {
  const server = makeServer();
  const device = await makeDevice();
  connect(device, server);
  await device.sync();
  server.readOnly = UNTIL;
  server.put('public', 'story', { id: idOf(7), title: 'new' });
  await device.queue('reading.remove', remove(1));
  await device.sync();
  expect(sizes(device)).toEqual([0, 1, 0]);
  expect((await device.store.db.story.get(idOf(7)))?._scope).toBe('public');
  expect(await device.outbox()).toMatchObject([{ verdict: null, held: null, unsettled: 0, alone: 0 }]);
  expect(device.status).toMatchObject({ phase: 'waiting', readOnlyUntil: untilMs, online: 'yes' });
  // The device knows by now: it sends no further act in vain, however often something asks.
  await device.queue('reading.remove', remove(2));
  await device.sync();
  expect(sizes(device)).toEqual([0, 1, 0, 0]);
});

it('S20: acts that wait for the end of read-only mode are sent at its end; until then the device asks about every five minutes', async () => {
  const server = makeServer();
  const device = await makeDevice();
  connect(device, server);
  server.readOnly = UNTIL;
  await device.queue('reading.remove', remove(1));
  await device.sync();
  expect((device.status.nextTryAt ?? 0) - device.world.env.now()).toBe(310_000);
  while (device.world.env.now() < untilMs - 1) {
    device.world.advance(Math.min(300_000, untilMs - 1 - device.world.env.now()));
    await device.syncer.idle();
  }
  expect(device.status).toMatchObject({ phase: 'waiting', readOnlyUntil: untilMs });
  // The wait is random within 20 s, so that clients do not all return at one instant.
  device.world.advance(20_000);
  await device.syncer.idle();
  expect(await device.outbox()).toEqual([]);
  expect(sizes(device).filter((n) => n > 0)).toEqual([1, 1]);
  expect(device.status).toMatchObject({ phase: 'idle', readOnlyUntil: 0 });
});

it('S20: when the announced end is already past by this device’s clock, the device retries soon, and no act is left without a next try', async () => {
  const server = makeServer();
  const device = await makeDevice();
  server.readOnly = '2026-03-01T10:00:00.000Z';
  server.now = server.readOnly;
  device.world.answer((r) =>
    server.readOnly !== null && r.mutations.length > 0
      ? { status: 503, code: 'sync.read_only', retryAfter: '1' }
      : server.handle(r),
  );
  await device.queue('reading.remove', remove(1));
  await device.sync();
  expect((device.status.nextTryAt ?? 0) - device.world.env.now()).toBeGreaterThanOrEqual(1000);
  server.readOnly = null;
  device.world.advance(30_000);
  await device.syncer.idle();
  expect(await device.outbox()).toEqual([]);
});

it('S20: when read-only mode ends early, the acts are sent in the same run that learns it', async () => {
  const server = makeServer();
  const device = await makeDevice();
  connect(device, server);
  server.readOnly = UNTIL;
  await device.queue('reading.remove', remove(1));
  await device.sync();
  server.readOnly = null;
  device.world.advance(310_000);
  await device.syncer.idle();
  expect(sizes(device)).toEqual([1, 0, 0, 1]);
  expect(await device.outbox()).toEqual([]);
});
