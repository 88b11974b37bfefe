import { expect, it } from 'vitest';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { CommunityId, Grains, ItemId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import { retryIn } from '../acts/outbox.ts';
import { mayStart, type Trigger } from './triggers.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER } from '../../testing/world.ts';

const remove = (n: number) => ({ item: idOf<ItemId>(n) });
const boost = (n: number) => ({ project: idOf<ProjectId>(n), grains: 1 as Grains });
const settle = async (device: Device): Promise<void> => device.syncer.idle();
const sizes = (device: Device): number[] => device.world.requests.map((r) => r.mutations.length);

it('S19: a queued act is sent 250 ms later, together with the others queued meanwhile, and none earlier', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.queue('reading.remove', remove(1));
  device.syncer.trigger('mutation');
  await device.queue('reading.remove', remove(2));
  device.syncer.trigger('mutation');
  device.world.advance(249);
  await settle(device);
  expect(device.world.requests).toHaveLength(0);
  device.world.advance(1);
  await settle(device);
  expect(sizes(device)).toEqual([2]);
});

it.each<[Trigger, EcoLevel, number, boolean]>([
  ['start', 4, 0, true],
  ['online', 4, 0, true],
  ['visible', 1, 0, true],
  ['timer', 4, 0, true],
  ['start', 5, 0, false],
  ['online', 5, 0, false],
  ['visible', 5, 0, false],
  ['timer', 5, 0, false],
  ['start', 5, 1, true],
  ['online', 5, 1, true],
  ['visible', 5, 1, true],
  ['tap', 5, 0, true],
  ['mutation', 5, 1, true],
  ['follow', 5, 0, true],
])('S19: %s at eco level %i with %i acts waiting exchanges: %s', (why, level, pending, starts) =>
  expect(mayStart(why, level, pending)).toBe(starts),
);

it('S19: at level 4 a timer starts an exchange every 15 minutes; at level 5 there is no timer', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  expect(device.world.timers()).toEqual([15 * 60_000]);
  device.world.advance(15 * 60_000);
  await expect.poll(() => device.world.requests.length).toBe(1);
  await settle(device);
  device.syncer.setEco(5);
  expect(device.world.timers()).toEqual([]);
});

it('S12 S19: an act that opens a scope is followed at once by the exchange that fetches it', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const community = idOf<CommunityId>(7);
  const scope = communityScope(community);
  server.put(scope, 'meeting', { id: idOf(8) });
  server.settle = () => {
    server.put(memberScope(MEMBER), 'membership', { id: community });
    return { status: 'applied', notes: [] };
  };
  await device.sync();
  await device.queue('community.join', { community });
  device.syncer.trigger('mutation');
  device.world.advance(250);
  await settle(device);
  expect(device.world.requests.at(-1)?.cursors.map((cursor) => cursor.scope)).toContain(scope);
});

it('S20: without an answer the backoff grows with full jitter; a tap skips it; other triggers do not', async () => {
  const device = await makeDevice();
  const waits: number[] = [];
  device.world.random = 0.5;
  await device.queue('reading.remove', remove(1));
  device.world.online = false;
  await device.sync();
  for (let i = 0; i < 5; i++) {
    const wait = (device.status.nextTryAt ?? 0) - device.world.env.now();
    waits.push(wait);
    device.world.advance(wait);
    await settle(device);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  const before = device.world.requests.length;
  device.syncer.trigger('poke');
  device.syncer.trigger('visible');
  await settle(device);
  expect(device.world.requests).toHaveLength(before);
  await device.sync();
  expect(device.world.requests).toHaveLength(before + 1);
});

it('S20 S25: a poke that comes during an exchange before its planned time is followed by another exchange', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.random = 0.5;
  await device.queue('reading.remove', remove(1));
  device.world.online = false;
  await device.sync();
  expect(device.status.nextTryAt).toBeGreaterThan(device.world.env.now());
  device.world.online = true;
  const before = device.world.requests.length;
  device.world.answer((r) => {
    // What moved after this request was read on the server.
    if (device.world.requests.length === before + 1) device.syncer.trigger('poke');
    return server.handle(r);
  });
  device.syncer.trigger('online');
  await settle(device);
  expect(device.world.requests).toHaveLength(before + 2);
});

it('S20: Retry-After is a minimum that only a tap skips', async () => {
  const device = await makeDevice();
  device.world.answer(() => ({ status: 429, code: 'sync.rate_limited', retryAfter: '60' }));
  await device.queue('reading.remove', remove(1));
  await device.sync();
  // Plus up to a random second, here half of it: clients that were told the same time must not return at one instant.
  expect((device.status.nextTryAt ?? 0) - device.world.env.now()).toBe(60_500);
  device.syncer.trigger('online');
  for (const ms of [59_000, 1_000]) {
    device.world.advance(ms);
    await settle(device);
    expect(device.world.requests).toHaveLength(1);
  }
  device.world.advance(500);
  await settle(device);
  expect(device.world.requests).toHaveLength(2);
});

it('S9: acts beyond the limit of one exchange follow immediately in further ones, in seq order', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  for (let i = 1; i <= 205; i++) await device.queue('reading.remove', remove(i));
  await device.sync();
  expect(sizes(device)).toEqual([100, 100, 5]);
  expect(device.world.requests.map((r) => r.outboxEmpty)).toEqual([false, false, true]);
  expect(server.settled.map((m) => m.seq)).toEqual(Array.from({ length: 205 }, (_, i) => i + 1));
});

it('S10: every request stays under 256 KiB, and the whole queue is sent', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const text = 'x'.repeat(19_000);
  for (let i = 1; i <= 30; i++) {
    await device.queue('project.propose', {
      id: idOf<ProjectId>(i),
      community: idOf<CommunityId>(1),
      title: 't',
      summary: 's',
      text,
      category: '',
      place: '',
      cost: null,
    });
  }
  await device.sync();
  expect(device.world.requests.length).toBe(3);
  for (const request of device.world.requests) expect(JSON.stringify(request).length).toBeLessThanOrEqual(256 * 1024);
  expect(server.settled).toHaveLength(30);
});

it('S9: an act unsettled five times is quarantined; acts that touch its rows wait, in order, and the others are sent at once', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const poison = await device.queue('project.boost', boost(1));
  await device.queue('reading.remove', remove(1));
  await device.queue('project.boost', boost(2));
  let throwing = true;
  server.settle = (m) => (throwing && m.key === poison ? 'unsettled' : { status: 'applied', notes: [] });
  for (let i = 0; i < 4; i++) await device.sync();
  expect([server.settled, device.status.phase]).toEqual([[], 'waiting']);
  await device.sync();
  expect(server.settled.map((m) => m.name)).toEqual(['reading.remove']);
  expect(device.status).toMatchObject({ phase: 'idle', nextTryAt: null });
  expect((await device.outbox()).map((r) => [r.seq, r.held, r.unsettled])).toEqual([
    [1, 'quarantined', 5],
    [3, null, 0],
  ]);
  expect(device.world.requests.at(-1)?.outboxEmpty).toBe(false);
  throwing = false;
  await retryIn(device.world.env, device.store, poison);
  await device.sync();
  expect(server.settled.map((m) => m.seq)).toEqual([2, 1, 3]);
  expect(await device.outbox()).toEqual([]);
});

it('S9: the answer busy never leads to quarantine', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  server.settle = () => 'busy';
  await device.queue('project.boost', boost(1));
  for (let i = 0; i < 8; i++) await device.sync();
  expect(await device.outbox()).toMatchObject([{ unsettled: 0, held: null, lastError: 'sync.busy', tries: 8 }]);
});

it('S24: an act the server does not know stays queued; acts that do not depend on it are sent', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  server.settle = (m) => (m.seq === 1 ? 'upgrade' : { status: 'applied', notes: [] });
  await device.queue('project.boost', boost(1));
  await device.queue('reading.remove', remove(1));
  await device.sync();
  await device.sync();
  expect(server.settled.map((m) => m.seq)).toEqual([2]);
  expect(await device.outbox()).toMatchObject([
    { seq: 1, held: 'upgrade', lastError: 'sync.upgrade_required', verdict: null },
  ]);
});

it('S9 S30: acts that waited behind another are sent as soon as that one turns out to be settled', async () => {
  const server = makeServer();
  const device = await makeDevice();
  server.settle = (m) => (m.seq === 1 ? 'upgrade' : { status: 'applied', notes: [] });
  device.world.answer((r) => server.handle(r));
  const first = await device.queue('project.boost', boost(5));
  await device.sync();
  const second = await device.queue('project.boost', boost(6));
  await device.sync();
  expect(server.settled).toEqual([]);
  // Another device of the member, with a newer app, imported the first act from a file.
  server.settle = () => ({ status: 'applied', notes: [] });
  const request = device.world.requests.find((r) => r.mutations.length > 0);
  if (!request) throw new Error('nothing sent');
  await server.handle({ ...request, cursors: [] });
  await device.sync();
  expect(server.settled.map((m) => m.key)).toEqual([first, second]);
  expect(await device.outbox()).toEqual([]);
});

it('S9: after silence the batch is halved only if an empty exchange is answered; the act that causes it is quarantined, the others are sent', async () => {
  const server = makeServer();
  const device = await makeDevice();
  for (let i = 1; i <= 8; i++) await device.queue('reading.remove', remove(i));
  const poison = 3;
  device.world.answer((r) => (r.mutations.some((m) => m.seq === poison) ? 'lost' : server.handle(r)));
  for (let i = 0; i < 30; i++) await device.sync();
  const tried = sizes(device).filter((n) => n > 0);
  expect(tried.slice(0, 3)).toEqual([8, 4, 2]);
  expect(tried.filter((n) => n === 1).length).toBeGreaterThanOrEqual(5);
  expect(server.settled.map((m) => m.seq)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  expect(await device.outbox()).toMatchObject([{ seq: 3, held: 'quarantined', alone: 5, verdict: null }]);
});

it('S9: without a connection nothing is ever quarantined; once it is back all acts are sent in one request', async () => {
  const server = makeServer();
  const device = await makeDevice();
  for (let i = 1; i <= 20; i++) await device.queue('reading.remove', remove(i));
  for (let i = 0; i < 12; i++) await device.sync();
  const before = device.world.requests.length;
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(sizes(device).slice(before)).toEqual([20]);
  expect(server.settled).toHaveLength(20);
});

it('S6: an act whose answer was lost after commit is sent again and not settled twice', async () => {
  const server = makeServer();
  const device = await makeDevice();
  await device.queue('reading.remove', remove(1));
  device.world.answer(async (r, n) => {
    const lines = await server.handle(r);
    return n === 1 ? 'lost' : lines;
  });
  await device.sync();
  await device.sync();
  expect(server.settled).toHaveLength(1);
  expect(await device.outbox()).toEqual([]);
});

it('S18: two tabs never exchange at the same time, and the second does not repeat what the first just did', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const tab = await makeDevice({ world: device.world });
  let open = 0;
  let most = 0;
  device.world.answer(async (r) => {
    most = Math.max(most, ++open);
    const lines = await server.handle(r);
    device.world.advance(10);
    open--;
    return lines;
  });
  await device.queue('reading.remove', remove(1));
  device.syncer.trigger('mutation');
  tab.syncer.trigger('mutation');
  device.world.advance(250);
  await Promise.all([settle(device), settle(tab)]);
  expect(most).toBe(1);
  expect(sizes(device)).toEqual([1]);
});

it('S18: a request without an answer is aborted by its timeout and retried', async () => {
  const device = await makeDevice();
  device.world.answer(() => new Promise(() => undefined));
  device.syncer.trigger('tap');
  await expect.poll(() => device.world.requests.length).toBe(1);
  device.world.advance(30_000);
  await settle(device);
  expect(device.status).toMatchObject({ phase: 'waiting', online: 'no' });
});

it('S26: tries without a network or server are not shown; answers count, and so does silence when the act was sent alone', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const tries = async () => (await device.outbox()).map((row) => [row.sent, row.tries, row.heard]);
  device.world.answer(() => Promise.reject(new TypeError('network')));
  await device.queue('project.boost', boost(1));
  for (let i = 0; i < 3; i++) await device.sync();
  device.world.online = false;
  await device.sync();
  expect(await tries()).toEqual([[true, 4, 0]]);
  device.world.online = true;
  device.world.answer((r) => server.handle(r));
  server.settle = () => 'busy';
  await device.sync();
  expect(await tries()).toEqual([[true, 5, 1]]);
  device.world.answer((r) => (r.mutations.length > 0 ? Promise.reject(new TypeError('network')) : server.handle(r)));
  await device.sync();
  expect(await tries()).toEqual([[true, 6, 2]]);
});
