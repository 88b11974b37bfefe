/** A member's device as a page has it: opened by the session, its acts queued by `mutate`. Needs `shutDown` afterwards. */
import { mutate } from '../api/acts/mutate.ts';
import { current, openMember, provideEnv } from '../api/session/session.ts';
import { useSyncStatus } from '../api/status/status-store.ts';
import { keepReserve } from '../engine/store/quota.ts';
import type { Device } from './device.ts';
import { DEVICE, makeWorld, MEMBER } from './world.ts';

export type Page = Omit<Device, 'syncer' | 'tokens'>;
/** Opens the page; its first exchange has ended and its reserve is kept. `queue` throws the code of a refusal. */
export async function openPage(world = makeWorld()): Promise<Page> {
  provideEnv(world.env);
  await openMember(MEMBER, DEVICE, 'token');
  const engine = current();
  if (!engine) throw new Error('the page did not open');
  const { store, syncer } = engine;
  await syncer.idle();
  await keepReserve(world.env);
  return {
    world,
    store,
    get status() {
      return useSyncStatus.getState();
    },
    async queue(name, args) {
      const queued = await mutate(name, args);
      if (!queued.ok) throw new Error(queued.error.code);
      return queued.value;
    },
    async sync() {
      syncer.trigger('tap');
      await syncer.idle();
    },
    outbox: () => store.db.outbox.toArray(),
  };
}
