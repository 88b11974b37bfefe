import { afterEach, expect, it } from 'vitest';
import type { DeviceId, Grains, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { flushFromWorker } from '../../host/background.ts';
import { followCommunity } from '../rows/follow.ts';
import { mutate } from '../acts/mutate.ts';
import {
  beforeClose,
  closeMember,
  current,
  getAccessToken,
  knownMembers,
  openMember,
  openVisitor,
  provideEnv,
  shutDown,
  signedIn,
  unsyncedCount,
} from './session.ts';
import { useSyncStatus } from '../status/status-store.ts';
import { makeServer, type FakeServer } from '../../testing/fake-server.ts';
import { DEVICE, idOf, makeWorld, MEMBER } from '../../testing/world.ts';

const boost = { project: idOf<ProjectId>(1), grains: 5 as Grains };
function begin(server: FakeServer | null) {
  const world = makeWorld();
  if (server) world.answer((r) => server.handle(r));
  provideEnv(world.env);
  return world;
}
afterEach(shutDown);

it('S19: opening a member’s session starts an exchange; a queued act is sent after 250 ms', async () => {
  const server = makeServer();
  const world = begin(server);
  await openMember(MEMBER, DEVICE, 'token');
  await current()?.syncer.idle();
  expect(world.requests).toHaveLength(1);
  expect((await mutate('project.boost', boost)).ok).toBe(true);
  expect(await unsyncedCount()).toBe(1);
  world.advance(250);
  await current()?.syncer.idle();
  expect(server.settled).toHaveLength(1);
  expect(await unsyncedCount()).toBe(0);
  expect(useSyncStatus.getState()).toMatchObject({ phase: 'idle', flags: { boost: true } });
});

it('S18: each member has their own database', async () => {
  begin(null);
  const [other, device] = [idOf<MemberId>(2), idOf<DeviceId>(3)];
  await openMember(MEMBER, DEVICE, null);
  await mutate('project.boost', boost);
  await openMember(other, device, null);
  expect(await unsyncedCount()).toBe(0);
  await openMember(MEMBER, DEVICE, null);
  expect(await unsyncedCount()).toBe(1);
  expect((await knownMembers()).map((m) => m.member)).toEqual([other, MEMBER]);
});

it('S18: the last acts of a member enter their queue before another one’s is opened', async () => {
  begin(null);
  const [other, device] = [idOf<MemberId>(2), idOf<DeviceId>(3)];
  let last = false;
  beforeClose(async () => {
    if (!last) return;
    last = false;
    await mutate('project.boost', boost);
  });
  // One that fails keeps nobody from leaving.
  beforeClose(() => Promise.reject(new Error('no room')));
  await openMember(MEMBER, DEVICE, null);
  last = true;
  await openMember(other, device, null);
  expect(await unsyncedCount()).toBe(0);
  await openMember(MEMBER, DEVICE, null);
  expect(await unsyncedCount()).toBe(1);
  last = true;
  await closeMember('keep');
  await openMember(MEMBER, DEVICE, null);
  expect(await unsyncedCount()).toBe(2);
});

it('S22: leaving with "keep" keeps the queue for the next sign-in; "discard" deletes the database', async () => {
  begin(null);
  await openMember(MEMBER, DEVICE, 'token');
  await mutate('project.boost', boost);
  await closeMember('keep');
  expect([signedIn(), getAccessToken()]).toEqual([null, null]);
  expect(await mutate('project.boost', boost)).toMatchObject({ ok: false, error: { code: 'account.not_signed_in' } });
  await openMember(MEMBER, DEVICE, 'again');
  expect(await unsyncedCount()).toBe(1);
  await closeMember('discard');
  expect(await knownMembers()).toEqual([]);
  await openMember(MEMBER, DEVICE, 'again');
  expect(await unsyncedCount()).toBe(0);
});

it('S22: erasing data while the service worker sends ends its exchange, and nothing is written or thrown', async () => {
  const world = begin(null);
  await openMember(MEMBER, DEVICE, 'token');
  await current()?.syncer.idle();
  await mutate('project.boost', boost);
  const server = makeServer();
  let erased: Promise<void> | undefined;
  world.answer(async (r) => {
    erased ??= closeMember('discard');
    await erased;
    return server.handle(r);
  });
  await flushFromWorker(world.env);
  await erased;
  expect(await knownMembers()).toEqual([]);
});

it('a community that a visitor opens is followed at once', async () => {
  const world = begin(makeServer());
  await openVisitor();
  await current()?.syncer.idle();
  await followCommunity(idOf(9));
  await followCommunity(idOf(9));
  await current()?.syncer.idle();
  expect(world.requests).toHaveLength(2);
  expect(world.requests[1]?.cursors.map((c) => c.scope)).toContain(`community:${idOf(9)}`);
});

it('S19: the service worker sends the queue of the device’s current member, authenticated by the cookie alone, and throws when it cannot', async () => {
  const server = makeServer();
  const world = begin(null);
  await openMember(MEMBER, DEVICE, 'token');
  await mutate('project.boost', boost);
  shutDown();
  world.online = false;
  await expect(flushFromWorker(world.env)).rejects.toThrow('could not be sent');
  world.answer((r) => server.handle(r));
  await flushFromWorker(world.env);
  expect(server.settled).toHaveLength(1);
  expect(world.headers.at(-1)).not.toHaveProperty('authorization');
  const before = world.requests.length;
  await flushFromWorker(world.env);
  expect(world.requests).toHaveLength(before);
});
