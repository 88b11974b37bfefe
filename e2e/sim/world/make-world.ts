/** Makes the world of a seed: its database, server, network and devices. */
import { simulatedKeys } from '../server/ballot-keys.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Backend } from '../server/backend.ts';
import type { BuildName, Builds } from '../builds/builds.ts';
import { createBus } from '../server/bus.ts';
import { Cluster } from '../server/cluster.ts';
import type { Grant } from '../server/sync-app.ts';
import type { Made } from '../device/made.ts';
import { Device } from '../device/device.ts';
import type { Events } from '../scheduler/events.ts';
import type { Faults } from '../scheduler/faults.ts';
import { gated, lanes } from '../server/gate.ts';
import { checkCommit } from '../checks/commit.ts';
import { checkRequest } from '../checks/request.ts';
import { learn } from './members.ts';
import { furnish } from './installation.ts';
import { idsFrom } from '../scheduler/seeded-ids.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { Violation } from '../scheduler/violation.ts';
import { Wire } from '../device/wire.ts';
import type { World } from './world.ts';
import type { Size } from '../seeds/plan.ts';
import type { SimulatedName } from '../mutations/model.ts';

/** Makes all of it. @param haste whether members work at the same things at the same time */
export async function makeWorld(
  sched: Scheduler,
  faults: Faults,
  events: Events,
  { mutations, tourShare }: { mutations: readonly SimulatedName[]; tourShare: number },
  backend: Backend,
  builds: Builds,
  size: Size,
  haste: boolean,
): Promise<World> {
  const rng = sched.rng.fork('world');
  const newId = idsFrom(sched.rng.fork('ids'));
  const made = new Map<string, Made>();
  const ballotKeys = simulatedKeys();
  // It is made by acts that the product settles, so a bug of the product may throw here.
  const installation = await furnish(backend.db, rng, size, ballotKeys, made).catch((cause: unknown) => {
    throw new Violation('no bug is thrown', `while the world is made: ${String(cause)}`);
  });
  const lane = lanes(backend.kind, haste ? 400 : 4);
  const grants = new Map<string, Grant>();
  const devices: Device[] = [];
  const deployed: BuildName = rng.chance(0.7) ? 'present' : 'next';
  const cluster = new Cluster({
    sched,
    rng: rng.fork('cluster'),
    faults,
    backend,
    build: builds.server[deployed],
    lane,
    grants,
    pokes: createBus(sched, rng.fork('bus')),
    ballotKeys,
  });
  const operator = gated(backend.db, lane, { name: 'operator', sched, alive: () => true, strike: () => undefined });
  const world: World = {
    sched,
    rng,
    faults,
    events,
    mutations: new Set(mutations),
    tour: [...mutations],
    tourShare,
    applied: new Set(),
    newId,
    backend,
    builds,
    installation,
    cluster,
    lane,
    haste,
    operator,
    devices,
    made,
    acts: {},
    asleep: 0,
    restored: false,
    deployed,
    rolling: false,
  };
  const wire = new Wire(sched, rng.fork('wire'), faults, cluster);
  for (const [m, member] of installation.members.entries()) {
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
  device.onSend = (body) => checkRequest(device, body, made, fail);
  device.onCalm = () => {
    checkCommit(device, { made, build: builds.client.present, restored: world.restored }, fail);
    device.keepCopy();
  };
  device.onUpgrade = (tab) => {
    if (!faults.strikes('upgrade-killed')) return;
    sched.note(`${tab.name} killed inside an upgrade`);
    tab.kill();
    device.drop(tab);
  };
  device.locks.onTheft = () => {
    faults.count('lock-stolen');
    sched.note(`${name} lock stolen`);
  };
  device.signIn();
  world.devices.push(device);
}
