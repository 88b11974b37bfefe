/** Runs one seed: a world of members and devices with all kinds of faults, which then comes to rest and is checked. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { PAGE, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { CursorRow, OutboxRow } from '@egoejo/client/sync/engine/store.ts';
import type { Backend } from './backend.ts';
import type { BuildName, Builds } from './builds.ts';
import { Cluster, type Grant } from './cluster.ts';
import { Device } from './device.ts';
import { Faults, type Counts } from './faults.ts';
import { gated, lanes } from './gate.ts';
import { checkCommit, checkDatabase, checkDevice, checkRested } from './invariants.ts';
import { checkLastWord } from './last-word.ts';
import { learn, use } from './members.ts';
import { furnish, idsFrom } from './installation.ts';
import { backUp, endRecoveryOf, putBack, putCopyBack, type Backup } from './restore.ts';
import { isCrowded } from './plan.ts';
import { rngOf } from './rng.ts';
import { Scheduler, Violation } from './scheduler.ts';
import { trouble } from './device-faults.ts';
import { inhabit } from './virtual.ts';
import { Wire } from './wire.ts';
import type { World } from './world.ts';

export interface Size {
  members: number;
  devices: number;
  /** Acts on each device. */
  acts: number;
}
export interface Outcome {
  seed: number;
  counts: Counts;
  /** Number of queued acts by name. */
  acts: Record<string, number>;
  steps: number;
  /** CPU time, ms. */
  ms: number;
  digest: string;
  violation: { invariant: string; message: string; tail: string[] } | null;
  trace: string[];
}

/** The time at which every world begins. */
const START = Date.parse('2026-03-02T09:00:00Z');
/** In ms: longer than any request takes, and than any lock is left to its holder. */
const CALM_MS = 150_000;

/** In ms of the device's clock: within this time, every act that can be settled is settled (S30). */
const JUDGED_MS = 120_000;

let current: Scheduler | null = null;
/** The last steps of the running seed, to diagnose one that hangs. */
export const lastSteps = (): string[] => current?.tail() ?? [];

/** Runs one seed to its end, or to the first violated invariant. */
export async function runSeed(
  seed: number,
  backend: Backend,
  builds: Builds,
  size: Size,
  keepTrace: boolean,
): Promise<Outcome> {
  const started = process.cpuUsage();
  const rng = rngOf(seed);
  const sched = new Scheduler(rng, START, keepTrace);
  current = sched;
  sched.blocked = backend.blocked;
  // pg's pools close idle connections after this time.
  sched.ignoredTimer = 10_000;
  const faults = new Faults(rng.fork('faults'));
  const { rows, bytes, answerBytes } = PAGE;
  const pages = rng.fork('pages');
  const cutPages = (at: { rows: number; bytes: number; answerBytes: number }): void => {
    for (const build of Object.values(builds.server)) Object.assign(build.PAGE, at);
  };
  // Small pages, so that answers have many and end inside a rev; small answers, so that a scope needs several.
  cutPages({
    rows: pages.pick([12, 500, 500, 500]),
    bytes: pages.pick([200, 600, 2000, bytes]),
    answerBytes: pages.pick([400, 4000, answerBytes, answerBytes]),
  });
  const crash = (cause: unknown): void =>
    sched.fail('no bug is thrown', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  process.on('unhandledRejection', crash);
  process.on('uncaughtException', crash);
  let violation: Outcome['violation'] = null;
  let world: World | null = null;
  inhabit(sched);
  try {
    await backend.reset();
    await backend.setClock?.(sched.now());
    world = await makeWorld(sched, faults, backend, builds, size, isCrowded(seed));
    await live(world, size);
  } catch (cause) {
    if (!(cause instanceof Violation)) throw cause;
    violation = { invariant: cause.invariant, message: cause.message, tail: sched.tail() };
  } finally {
    world?.cluster.down();
    for (const device of world?.devices ?? []) device.killAll();
    if (world) await sched.drain();
    process.off('unhandledRejection', crash);
    process.off('uncaughtException', crash);
    cutPages({ rows, bytes, answerBytes });
    inhabit(null);
  }
  const cpu = process.cpuUsage(started);
  return {
    seed,
    counts: faults.counts,
    acts: world?.acts ?? {},
    steps: sched.steps,
    ms: Math.round((cpu.user + cpu.system) / 1000),
    digest: sched.digest(),
    violation,
    trace: sched.trace(),
  };
}

async function makeWorld(
  sched: Scheduler,
  faults: Faults,
  backend: Backend,
  builds: Builds,
  size: Size,
  haste: boolean,
): Promise<World> {
  const rng = sched.rng.fork('world');
  const newId = idsFrom(sched.rng.fork('ids'));
  const places = await furnish(backend.db, rng, size);
  const lane = lanes(backend.kind, haste ? 400 : 4);
  const grants = new Map<string, Grant>();
  const devices: Device[] = [];
  const moved = (scopes: readonly Scope[]): void => {
    if (scopes.length === 0 || !rng.chance(0.1)) return;
    for (const device of devices) for (const tab of device.tabs) sched.after(200 + rng.int(400), () => tab.poke());
  };
  const deployed: BuildName = rng.chance(0.5) ? 'present' : 'next';
  const cluster = new Cluster({
    sched,
    rng: rng.fork('cluster'),
    faults,
    backend,
    build: builds.server[deployed],
    lane,
    grants,
    moved,
  });
  const operator = gated(backend.db, lane, { name: 'operator', sched, alive: () => true, strike: () => undefined });
  const world: World = {
    sched,
    rng,
    faults,
    newId,
    backend,
    builds,
    places,
    cluster,
    lane,
    haste,
    operator,
    devices,
    made: new Map(),
    acts: {},
    asleep: 0,
    restored: false,
    deployed,
  };
  const wire = new Wire(sched, rng.fork('wire'), faults, cluster);
  for (const [m, member] of places.members.entries()) {
    for (const [d, id] of member.devices.entries()) addTo(world, wire, grants, `m${m}d${d}`, member.id, id);
  }
  return world;
}

function addTo(
  world: World,
  wire: Wire,
  grants: Map<string, Grant>,
  name: string,
  member: MemberId,
  id: Device['id'],
): void {
  const { sched, faults, made, builds } = world;
  const device = new Device({ sched, rng: world.rng.fork(name), wire, grants, newId: world.newId }, name, member, id);
  const fail = (invariant: string, detail: string): void => sched.fail(invariant, detail);
  device.build = world.rng.chance(0.3) ? 'next' : 'present';
  device.onCommit = () => learn(world, device);
  device.onCalm = () => {
    checkCommit(device, { made, build: builds.client.present, restored: world.restored }, fail);
    device.keepCopy();
  };
  device.locks.onTheft = () => {
    faults.count('lock-stolen');
    sched.note(`${name} lock stolen`);
  };
  device.signIn();
  world.devices.push(device);
}

async function live(world: World, size: Size): Promise<void> {
  const rounds = 2;
  let backup: Backup | null = null;
  for (let round = 1; round <= rounds; round++) {
    world.faults.on = true;
    let working = world.devices.length;
    let troubling = true;
    for (const device of world.devices) void use(world, device, Math.ceil(size.acts / rounds)).then(() => working--);
    void trouble(world, () => troubling);
    backup = await upset(world, () => working === 0, backup, round);
    await world.sched.run(() => working === 0 && world.asleep === 0);
    troubling = false;
    await comeToRest(world, round === rounds);
    world.sched.note(`quiet ${round}`);
  }
}

/**
 * In some seeds, takes a backup in the first round and restores it in the second, by an operator or as an old copy of
 * the disk. In others, such a copy is only seconds old, so that the continued history soon has as many changes as the
 * lost one (S29).
 */
async function upset(world: World, over: () => boolean, backup: Backup | null, round: number): Promise<Backup | null> {
  const { sched, rng } = world;
  if (round === 1 ? !rng.chance(0.5) : backup === null && !rng.chance(0.6)) return null;
  const at = sched.now() + rng.int(60_000);
  await sched.run(() => over() || sched.now() >= at);
  if (round === 1) return backUp(world);
  const back = backup ?? (await backUp(world));
  if (backup === null) await sched.run(() => over(), rng.int(20_000));
  await (backup === null || rng.chance(0.5) ? putCopyBack(world, back) : putBack(world, back));
  await back.drop();
  return null;
}

/** Turns all faults off, lets everything come to rest, and runs the checks. */
async function comeToRest(world: World, last: boolean): Promise<void> {
  const { sched, cluster, devices, builds, backend, lane } = world;
  world.faults.on = false;
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
  await checkLastWord(backend.db, devices, world.made, world.places.closed, fail);
  for (const device of devices) {
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
