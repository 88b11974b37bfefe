/** Random faults and events on devices, between members' acts (S28). */
import type { Grains } from '@egoejo/shared/platform/ids.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import { LOCK_PATIENCE } from '@egoejo/client/sync/engine/schedule/syncer.ts';
import { corrupt } from './corruption.ts';
import type { Device } from '../device/device.ts';
import type { Shown } from '../device/made.ts';
import { queue } from './members.ts';
import { addDevice } from './people.ts';
import type { World } from './world.ts';
import { govern, prune, revoke, roll } from './operator-acts.ts';

const DAY = 86_400_000;

export async function trouble(world: World, on: () => boolean): Promise<void> {
  const { sched, rng, faults, cluster } = world;
  while (on()) {
    await sched.pause(6000);
    if (!on()) return;
    const { setClock } = world.backend;
    if (setClock) await sched.native(() => setClock(sched.now()));
    await ail(world, rng.pick(world.devices));
    if (rng.chance(0.12)) void cluster.chores().catch(() => undefined);
    if (rng.chance(0.12) && world.events.takes('operator')) await govern(world);
    if (faults.strikes('tombstones-pruned')) await prune(world);
    if (world.deployed === 'present' && !world.rolling) roll(world);
  }
}

async function ail(world: World, device: Device): Promise<void> {
  const { faults, sched, rng } = world;
  if (device.tabs.some((tab) => tab.phase === 'paused-auth') && rng.chance(0.4)) device.signIn();
  const tab = device.tabs.length > 0 ? rng.pick(device.tabs) : undefined;
  if (tab && !tab.frozen && faults.strikes('tab-killed')) {
    sched.note(`${tab.name} killed`);
    tab.kill();
    device.drop(tab);
  } else if (tab?.engine && faults.begins('tab-frozen')) await freeze(world, device);
  else if (tab?.engine && faults.begins('tab-frozen-writing')) await freezeWriting(world, device);
  if (hasInside(world, device) && faults.begins('scope-revoked')) revokeInside(world, device);
  if (faults.strikes('clock-skewed')) {
    device.skew = Math.floor((rng.next() * 2 - 1) * 365 * DAY);
    sched.note(`${device.name} clock off by ${Math.round(device.skew / DAY)} days`);
  }
  if (device.build === 'present' && faults.strikes('app-updated')) {
    sched.note(`${device.name} app updated`);
    const open = device.tabs.length > 0;
    device.killAll();
    device.build = 'next';
    // A copy of the older database could not be put back over the upgraded one.
    device.copy = null;
    if (open) await device.openTab(world.builds.client.next);
  }
  if (rng.chance(0.1)) device.wantsCopy = true;
  if (device.copy && faults.strikes('storage-restored')) {
    sched.note(`${device.name} storage restored from an old copy`);
    device.killAll();
    device.storage.restore(device.copy.storage);
    device.shown = new Map<string, Shown>(device.copy.shown);
    device.kept.clear();
    device.cancelling.clear();
    for (const { key } of device.rows<OutboxRow>('outbox')) {
      const made = world.made.get(key);
      if (made) made.copied = true;
    }
  } else if (faults.strikes('storage-evicted')) await evict(world, device);
  else if (faults.strikes('storage-corrupted')) corrupt(world, device);
}

/**
 * Freezes a tab at the worst time: while it holds the lock and another tab wants to work. Some tabs sleep long enough
 * for the other to steal the lock; the round waits for those.
 */
async function freeze(world: World, device: Device): Promise<void> {
  const { sched, rng, faults } = world;
  const long = rng.chance(0.4);
  device.onExchange = (tab) => {
    device.onExchange = () => undefined;
    if (!faults.on || tab.frozen) return;
    faults.count('tab-frozen');
    sched.note(`${tab.name} frozen`);
    tab.freeze();
    if (long) world.asleep++;
    sched.after(
      long ? LOCK_PATIENCE + 5000 + rng.int(60_000) : 5000 + rng.int(rng.chance(0.7) ? 300_000 : 20_000),
      () => {
        if (long) world.asleep--;
        sched.note(`${tab.name} thaws`);
        tab.thaw();
      },
    );
    if (long) device.ready()?.engine?.syncer.trigger('tap');
  };
  if (device.tabs.length < 2) await device.openTab(world.builds.client[device.build]);
}

/**
 * Freezes a tab inside a transaction that writes its queue: whatever its sibling reads or writes there waits for it
 * (S18).
 */
async function freezeWriting(world: World, device: Device): Promise<void> {
  const { sched, rng, faults } = world;
  if (device.tabs.length < 2) await device.openTab(world.builds.client[device.build]);
  const tab = device.ready();
  tab?.freezeWriting(() => {
    if (!faults.on) return false;
    faults.count('tab-frozen-writing');
    sched.note(`${tab.name} frozen inside a write transaction`);
    sched.after(3000 + rng.int(rng.chance(0.3) ? 200_000 : 40_000), () => {
      sched.note(`${tab.name} thaws`);
      tab.thaw();
    });
    return true;
  });
  tab?.engine?.syncer.trigger('tap');
}

const hasInside = ({ installation }: World, device: Device): boolean =>
  device.rows<{ _scope: string }>('project').some((row) => row._scope === `community:${installation.closed}`);

/**
 * Revokes a member's scope at the worst time: while an exchange is under way, and an act in that scope was just queued
 * which it does not carry (S14).
 */
function revokeInside(world: World, device: Device): void {
  device.onExchange = (tab) => {
    device.onExchange = () => undefined;
    if (!world.faults.on || tab.frozen) return;
    const project = device.rng.pick(world.installation.projects.slice(-2));
    void queue(world, device, tab, { name: 'project.boost', args: { project, grains: 1 as Grains } });
    void revoke(world, device);
  };
}

/** Simulates storage eviction by the browser: the member signs in again, as a new device. */
async function evict(world: World, device: Device): Promise<void> {
  const id = world.newId<Device['id']>();
  // Add the device first: on a slow database, a tab opened in the meantime would use the old device id for ever.
  await addDevice(world.operator, device.member, id);
  world.sched.note(`${device.name} storage evicted`);
  device.killAll();
  device.storage.evict();
  device.shown.clear();
  device.kept.clear();
  device.cancelling.clear();
  device.copy = null;
  device.id = id;
  device.signIn();
}
