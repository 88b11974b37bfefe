/** Turns all faults off, lets everything come to rest, and runs the checks. */
import type { CursorRow } from '@egoejo/client/sync/engine/store/cursor-row.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Device } from '../device/device.ts';
import { checkAudit, checkDatabase } from '../checks/database.ts';
import { checkClock } from '../checks/clock.ts';
import { checkDevice, checkRested } from '../checks/device.ts';
import { checkPlaylists } from '../checks/playlists.ts';
import { checkLastWord } from '../checks/last-word.ts';
import { comeAgain, hear } from './members.ts';
import { endRoll } from './operator-acts.ts';
import { endRecoveryOf } from './restore.ts';
import type { World } from './world.ts';

/** In ms: longer than any request takes, and than any lock is left to its holder. */
const CALM_MS = 150_000;

/** In ms of the device's clock: within this time, every act that can be settled is settled (S30). */
const JUDGED_MS = 120_000;

/**
 * In ms, the longest exchange without faults: its messages and the turns of its statements. A real PostgreSQL is told
 * the time only now and then, the last time before its chores.
 */
const EXCHANGE_MS = 2000;
const SLOW_CLOCK_MS = 120_000;

/** Turns all faults off, lets everything come to rest, and runs the checks. */
export async function comeToRest(world: World, last: boolean): Promise<void> {
  const { sched, cluster, devices, builds, backend, lane } = world;
  world.faults.on = false;
  endRoll(world);
  for (const device of devices) {
    device.online = true;
    for (const tab of device.tabs) if (tab.frozen) tab.thaw();
  }
  await sched.run(() => false, CALM_MS);
  if (last && world.deployed !== 'next') {
    world.deployed = 'next';
    cluster.deploy(builds.server.next);
    await sched.run(() => false, 2000);
  }
  for (const device of devices) {
    device.signIn();
    if (device.tabs.length === 0) await sched.finish(device.openTab(builds.client[device.build]));
  }
  if (world.restored) await recover(world);
  await sched.run(() => false, JUDGED_MS);
  for (const device of devices)
    checkRested(
      device,
      { made: world.made, build: builds.client[device.build], restored: world.restored },
      (invariant, detail) => sched.fail(invariant, detail),
    );
  if (sched.violation) throw sched.violation;
  for (let before = -1, now = await moves(world), round = 0; round < 8 && (round < 2 || now !== before); round++) {
    before = now;
    await backend.setClock?.(sched.now());
    await sched.finish(cluster.chores());
    for (const device of devices) await nudge(world, device);
    await sched.run(() => false, 20_000);
    now = await moves(world);
  }
  await sched.run(() => lane.busy() === 0);
  const fail = (invariant: string, detail: string): void => sched.fail(invariant, detail);
  const facts = { made: world.made, build: builds.client.next, restored: world.restored };
  await checkDatabase(backend.db, facts, fail);
  await checkPlaylists(backend.db, facts, fail);
  if (last) await checkAudit(backend.db, fail);
  await checkLastWord(backend.db, devices, world.made, world.installation.closed, fail);
  for (const device of devices) hear(world, device);
  comeAgain(world);
  for (const device of devices) {
    checkClock(device, backend.setClock ? SLOW_CLOCK_MS : EXCHANGE_MS, fail);
    const left = waitsForUpdate(world, device);
    await checkDevice(backend.db, device, { ...facts, build: builds.client[device.build] }, fail, left);
  }
  if (sched.violation) throw sched.violation;
}

/** Devices come back and offer lost acts again; then an operator ends the recovery. */
async function recover(world: World): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const device of world.devices) await nudge(world, device);
    await world.sched.run(() => false, 20_000);
  }
  await endRecoveryOf(world);
}

/** A count of all changes so far: if it does not change, the world is at rest. */
async function moves({ sched, lane, backend, devices }: World): Promise<number> {
  await sched.run(() => lane.busy() === 0);
  const [row] = await backend.db.query<{ n: number }>(
    'select (select sum(rev) from member_counter) + (select sum(rev) from scope_counter) as n',
  );
  const here = devices.flatMap((device) => [
    device.rows('outbox').length,
    ...device.rows<CursorRow>('cursors').flatMap((c) => [1, ...c.parts.map((p) => p.cursor.rev)]),
  ]);
  return Number(row?.n) * 10_000 + here.reduce((n, m) => n + m, 0);
}

/** Acts of a newer app stay queued, visibly, until the server is updated (S24). */
const waitsForUpdate = (world: World, device: Device): boolean =>
  world.deployed === 'present' && device.rows<OutboxRow>('outbox').some((row) => row.version > 1);

/** The member taps to sync, and retries held acts. */
async function nudge({ sched }: World, device: Device): Promise<void> {
  const tab = device.ready();
  if (!tab?.engine) return;
  const { engine, build } = tab;
  for (const row of device.rows<OutboxRow>('outbox')) {
    if (row.held !== null) await sched.finish(build.retryIn(engine.env, engine.store, row.key));
  }
  engine.syncer.trigger('tap');
}
