/** The members' behaviour on their devices. */
import type { OutboxRow, SentRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { nextAct, type Act } from '../mutations/acts.ts';
import type { Device } from '../device/device.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Tab } from '../device/tab.ts';
import type { World } from './world.ts';

/** A member makes that many acts on one device, in bursts, with other actions in between. */
export async function use(world: World, device: Device, acts: number): Promise<void> {
  for (let made = 0; made < acts;) {
    await world.sched.pause(world.haste ? 4_000 : 50_000);
    const burst = 1 + device.rng.int(9);
    for (let i = 0; i < burst && made < acts; i++, made++) {
      await world.sched.pause(device.rng.chance(0.85) ? 40 : 900);
      const rng = device.rng.fork(`act ${++device.acts}`);
      if (world.events.takes(`act of ${device.name}`)) await act(world, device, rng);
    }
    await handle(world, device);
  }
}

async function act(world: World, device: Device, rng: Rng): Promise<void> {
  if (device.tabs.length === 0) await device.openTab(world.builds.client[device.build]);
  const tab = device.ready();
  if (!tab?.engine) return;
  const next = nextAct({ rng, installation: world.installation, device, newId: world.newId }, world.mutations, {
    tour: world.tour,
    share: world.tourShare,
    haste: world.haste,
  });
  await queue(world, device, tab, next);
}

/** Queues an act in a running tab of the device. */
export async function queue(world: World, device: Device, tab: Tab, { name, args }: Act): Promise<void> {
  const { engine, build } = tab;
  if (!engine) return;
  const queued = await tab.unlessKilled(build.enqueue(engine.env, engine.store, engine.who, name, args));
  if (queued === undefined) return;
  if (!queued.ok) throw new Error(`${name}: ${queued.error.code}`);
  // An act in the spare store is not in the queue, so no commit of the queue reports it to the observers.
  if (queued.value.spare) {
    learn(world, device);
    world.acts['(spare store)'] = (world.acts['(spare store)'] ?? 0) + 1;
    world.sched.note(`${tab.name} writes to its spare store`);
  }
  if (!world.made.has(queued.value.key)) world.sched.fail('S2: on disk before the member is told', name);
  engine.syncer.trigger('mutation');
}

/** Notes which mutations this device was told are applied; one that was taken back applied its cancel (S26). */
export function hear(world: World, device: Device): void {
  for (const { name, verdict } of device.rows<SentRow>('sent')) {
    if (verdict.status === 'applied') world.applied.add(name);
    else if (verdict.code === 'sync.cancelled') world.applied.add('sync.cancel');
  }
}

/** Members come first again to what they did and nobody was told is applied. */
export function comeAgain({ tour, acts, applied }: World): void {
  const missed = tour.filter((name) => acts[name] !== undefined && !applied.has(name));
  tour.splice(0, tour.length, ...missed, ...tour.filter((name) => !missed.includes(name)));
}

/** Registers new acts in a device's queue under a label, and records which are being cancelled (S26). */
export function learn(world: World, device: Device): void {
  for (const { key, name, args, madeAt, cancelKey, again, held } of device.queue()) {
    // The cancel came too late: the act had been applied, and is now offered to a restored server (S29).
    if (again && cancelKey === null) device.cancelling.delete(key);
    if (cancelKey !== null && !device.cancelling.has(key)) device.cancelling.set(key, device.fence());
    const known = world.made.get(key);
    if (known && held === 'revoked' && !device.aside.has(key)) {
      device.aside.add(key);
      world.acts['(set aside)'] = (world.acts['(set aside)'] ?? 0) + 1;
      world.sched.note(`${device.name} sets aside ${known.label}`);
    }
    if (known) {
      // Imported from a file or an old copy: it is on this device even if another one took it back.
      known.taken = false;
      if (!device.shown.has(key)) device.shown.set(key, 'waiting');
      continue;
    }
    const label = `a${world.made.size + 1}`;
    const made = {
      label,
      key,
      name,
      args,
      madeAt,
      skew: device.skew,
      at: world.sched.now(),
      taken: false,
      copied: false,
    };
    world.made.set(key, made);
    device.shown.set(key, 'waiting');
    world.acts[name] = (world.acts[name] ?? 0) + 1;
    world.sched.note(`${device.name} queued ${label} ${name}`);
  }
}

async function handle(world: World, device: Device): Promise<void> {
  const { rng, name } = device;
  const { events } = world;
  const does = (what: string, chance: number): boolean => rng.chance(chance) && events.takes(`${what} of ${name}`);
  if (does('network', 0.2)) {
    device.online = !device.online;
    world.sched.note(`${device.name} ${device.online ? 'online' : 'offline'}`);
    if (device.online) for (const tab of device.tabs) tab.fire('online');
  }
  const tab = device.ready();
  if (tab && does('takeback', 0.25)) await takeBack(world, device, tab);
  const rooms = device.rows<{ id: RoomId }>('roomMember');
  if (tab && rooms.length > 0 && does('room', 0.5)) showRoom(world, device, tab, rng.pick(rooms).id);
  if (does('tap', 0.15)) device.ready()?.engine?.syncer.trigger('tap');
  if (does('file', 0.04)) await carry(world, device);
  if (does('leaving', 0.15)) await closeAndLeave(world, device);
  else if (device.tabs.length < 2 && does('tab', 0.1)) await device.openTab(world.builds.client[device.build]);
}

/** The member opens the room on the device; those that were open there mostly close. */
export function showRoom(world: World, device: Device, tab: Tab, room: RoomId): void {
  for (const leave of tab.rooms.values()) if (device.rng.chance(0.7)) leave();
  if (!tab.engine) return;
  const scope = roomScope(room);
  tab.rooms.set(scope, tab.engine.live.open(scope));
  tab.engine.live.signal(scope);
  world.sched.note(`${tab.name} shows a room`);
}

async function takeBack(world: World, device: Device, tab: Tab): Promise<void> {
  const { engine, build } = tab;
  const waiting = device.rows<OutboxRow>('outbox').filter((row) => row.verdict === null);
  if (!engine || waiting.length === 0) return;
  const { key } = device.rng.pick(waiting);
  device.leaving.add(key);
  const done = await tab.unlessKilled(build.takeBackFrom(engine.env, engine.store, key));
  if (done === undefined) return;
  world.sched.note(`${tab.name} takes back ${world.made.get(key)?.label ?? key}: ${done}`);
  if (done !== 'taken') device.leaving.delete(key);
  if (done === 'cancelling') world.acts['sync.cancel'] = (world.acts['sync.cancel'] ?? 0) + 1;
  engine.syncer.trigger('mutation');
}

/** Transfers the queue by a file to another device of the same member (S22). */
async function carry(world: World, from: Device): Promise<void> {
  const to = world.devices.find((d) => d !== from && d.member === from.member);
  const there = to?.ready();
  const here = from.ready();
  if (!to || !there?.engine || !here?.engine) return;
  const text = await here.unlessKilled(here.build.exportActs(here.engine.env, here.engine.store.db, here.engine.who));
  if (text === undefined || !there.engine) return;
  for (const made of world.made.values()) if (text.includes(made.key)) made.copied = true;
  const before = new Set([...to.queue(), ...to.rows<SentRow>('sent')].map(({ key }) => key));
  const added = await there.unlessKilled(there.build.importActs(there.engine.store, there.engine.who, text));
  if (added === undefined) return;
  checkCarried(world, to, text, before);
  world.sched.note(`${from.name} to ${to.name} by file: ${added.ok ? added.value.added : added.error.code}`);
  there.engine.syncer.trigger('mutation');
}

/** An act that was taken back before the file was written stays taken back on the device that reads the file (S26). */
function checkCarried({ sched, made }: World, to: Device, text: string, before: ReadonlySet<string>): void {
  const { acts }: { acts: Pick<OutboxRow, 'key' | 'cancelKey'>[] } = JSON.parse(text);
  const cancelled = new Set(acts.flatMap(({ key, cancelKey }) => (cancelKey === null || before.has(key) ? [] : [key])));
  const freed = to.rows<OutboxRow>('outbox').find((row) => cancelled.has(row.key) && !row.verdict && !row.cancelKey);
  if (freed) sched.fail('S26: a file carries the cancel of an act', `${to.name}: ${made.get(freed.key)?.label}`);
}

/** The member closes the app; the service worker may still send the queue (S19). */
async function closeAndLeave(world: World, device: Device): Promise<void> {
  for (const tab of device.tabs.filter((t) => !t.frozen && t.engine)) {
    world.sched.note(`${tab.name} closed`);
    tab.close();
    device.drop(tab);
  }
  if (device.tabs.length === 0 && device.backgroundAsked) await device.flush(world.builds.client[device.build]);
}
