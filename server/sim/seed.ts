/** One seed: a world of members and devices in which everything goes wrong, comes to rest, and is looked at. */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { PAGE, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { OutboxRow } from '../../client/src/sync/store.ts';
import type { Database } from '../src/platform/database.ts';
import { nextAct } from './acts.ts';
import type { Backend } from './backend.ts';
import type { ClientBuild } from './builds.ts';
import { Cluster, type Grant } from './cluster.ts';
import { Device, type Made, type Shown } from './device.ts';
import { Faults, type Counts } from './faults.ts';
import { gated, type Host } from './gate.ts';
import { checkCommit, checkDatabase, checkDevice, type Facts } from './invariants.ts';
import { addDevice, furnish, idsFrom, type Places } from './places.ts';
import { rngOf, type Rng } from './rng.ts';
import { Scheduler, Violation } from './scheduler.ts';
import { inhabit } from './virtual.ts';
import { Wire } from './wire.ts';

export interface Size {
  members: number;
  devices: number;
  /** Acts of each device. */
  acts: number;
}
export interface Outcome {
  seed: number;
  counts: Counts;
  /** Acts queued, by name. */
  acts: Record<string, number>;
  steps: number;
  /** Processor time it took. */
  ms: number;
  digest: string;
  violation: { invariant: string; message: string; tail: string[] } | null;
  trace: string[];
}

/** The instant every world begins at. */
const START = Date.parse('2026-03-02T09:00:00Z');
const DAY = 86_400_000;

export class SeedRun {
  readonly seed: number;
  readonly sched: Scheduler;
  readonly faults: Faults;
  readonly #rng: Rng;
  readonly #newId: <T extends string>() => T;
  readonly #backend: Backend;
  readonly #size: Size;
  readonly #build: ClientBuild;
  readonly #facts: Facts;
  readonly #made = new Map<string, Made>();
  readonly #counts: Record<string, number> = {};
  readonly #grants = new Map<string, Grant>();
  #devices: Device[] = [];
  #places: Places | null = null;
  #cluster: Cluster | null = null;
  #operator: Database | null = null;

  constructor(seed: number, backend: Backend, build: ClientBuild, size: Size, keepTrace: boolean) {
    const rng = rngOf(seed);
    this.seed = seed;
    this.sched = new Scheduler(rng, START, keepTrace);
    this.faults = new Faults(rng.fork('faults'));
    this.#rng = rng.fork('world');
    this.#newId = idsFrom(rng.fork('ids'));
    this.#backend = backend;
    this.#size = size;
    this.#build = build;
    this.#facts = { made: this.#made, build };
    this.sched.blocked = backend.blocked;
  }

  async run(): Promise<Outcome> {
    const started = process.cpuUsage();
    inhabit(this.sched);
    const { rows, bytes } = PAGE;
    // Small pages, so that answers have many and end inside a rev.
    Object.assign(PAGE, { rows: this.#rng.pick([12, 500, 500, 500]), bytes: this.#rng.pick([200, 600, 2000, bytes]) });
    const crash = (cause: unknown): void => this.sched.fail('no bug is thrown', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    process.on('unhandledRejection', crash);
    process.on('uncaughtException', crash);
    let violation: Outcome['violation'] = null;
    try {
      await this.#live();
    } catch (cause) {
      if (!(cause instanceof Violation)) throw cause;
      violation = { invariant: cause.invariant, message: cause.message, tail: this.sched.tail() };
    } finally {
      this.#cluster?.stop();
      for (const device of this.#devices) device.killAll();
      process.off('unhandledRejection', crash);
      process.off('uncaughtException', crash);
      Object.assign(PAGE, { rows, bytes });
      inhabit(null);
    }
    return {
      seed: this.seed, counts: this.faults.counts, acts: this.#counts, steps: this.sched.steps, ms: Math.round((process.cpuUsage(started).user + process.cpuUsage(started).system) / 1000),
      digest: this.sched.digest(), violation, trace: this.sched.trace(),
    };
  }

  async #live(): Promise<void> {
    const { sched } = this;
    await this.#backend.reset();
    await this.#backend.setClock?.(sched.now());
    const places = await furnish(this.#backend.db, this.#rng, this.#size);
    this.#places = places;
    const lane = this.#backend.lane();
    const moved = (scopes: readonly Scope[]): void => this.#poke(scopes);
    const parts = { sched, rng: this.#rng.fork('cluster'), faults: this.faults, backend: this.#backend, lane, grants: this.#grants, moved };
    this.#cluster = new Cluster(parts);
    const operator: Host = { name: 'operator', sched, alive: () => true, strike: () => undefined };
    this.#operator = gated(this.#backend.db, lane, operator);
    const wire = new Wire(sched, this.#rng.fork('wire'), this.faults, this.#cluster);
    for (const [m, { id, devices }] of places.members.entries()) {
      for (const [d, device] of devices.entries()) this.#add(wire, `m${m}d${d}`, id, device);
    }
    const rounds = 2;
    for (let round = 1; round <= rounds; round++) {
      this.faults.on = true;
      await this.#busy(Math.ceil(this.#size.acts / rounds));
      await this.#quiet();
      sched.note(`quiet ${round}`);
    }
  }

  #add(wire: Wire, name: string, member: MemberId, id: Device['id']): void {
    const device = new Device({ sched: this.sched, rng: this.#rng.fork(name), wire, grants: this.#grants, newId: this.#newId }, name, member, id);
    device.onCommit = () => this.#learn(device);
    device.onCalm = () => checkCommit(device, this.#facts, (invariant, detail) => this.sched.fail(invariant, detail));
    device.locks.onTheft = () => {
      this.faults.count('lock-stolen');
      this.sched.note(`${name} lock stolen`);
    };
    device.signIn();
    this.#devices.push(device);
  }
  #poke(scopes: readonly Scope[]): void {
    if (scopes.length === 0 || !this.#rng.chance(0.1)) return;
    for (const device of this.#devices) for (const tab of device.tabs) this.sched.after(200 + this.#rng.int(400), () => tab.poke());
  }

  /** Members act and everything goes wrong, until each device has made so many acts. */
  async #busy(acts: number): Promise<void> {
    let working = this.#devices.length;
    for (const device of this.#devices) {
      void this.#live1(device, acts).then(() => working--);
    }
    let troubling = true;
    void this.#trouble(() => troubling);
    await this.sched.run(() => working === 0);
    troubling = false;
  }

  async #live1(device: Device, acts: number): Promise<void> {
    for (let made = 0; made < acts;) {
      await this.sched.pause(40_000);
      const burst = 1 + device.rng.int(6);
      for (let i = 0; i < burst && made < acts; i++, made++) {
        await this.sched.pause(device.rng.chance(0.75) ? 40 : 900);
        await this.#act(device);
      }
      await this.#afterwards(device);
    }
  }

  async #act(device: Device): Promise<void> {
    if (device.tabs.length === 0) await device.openTab(this.#build);
    const tab = device.ready();
    if (!tab?.engine || !this.#places) return;
    const { engine } = tab;
    const { name, args } = nextAct(device.rng, this.#places, device, this.#newId);
    const queued = await tab.unlessKilled(this.#build.enqueue(engine.env, engine.store, engine.who, name, args));
    if (queued === undefined) return;
    if (!queued.ok) throw new Error(`${name}: ${queued.error.code}`);
    if (!this.#made.has(queued.value.key)) this.sched.fail('S2: on disk before the member is told', name);
    engine.syncer.trigger('mutation');
  }
  /** Acts that are new in a device's queue get a name. */
  #learn(device: Device): void {
    for (const { key, name, args } of device.rows<OutboxRow>('outbox')) {
      if (this.#made.has(key)) continue;
      const made = { label: `a${this.#made.size + 1}`, key, name, args, taken: false };
      this.#made.set(key, made);
      device.shown.set(key, 'waiting');
      this.#counts[name] = (this.#counts[name] ?? 0) + 1;
      this.sched.note(`${device.name} queued ${made.label} ${name}`);
    }
  }

  /** Between bursts a member does other things with the device. */
  async #afterwards(device: Device): Promise<void> {
    const { rng } = device;
    const tab = device.ready();
    const engine = tab?.engine;
    if (rng.chance(0.2)) {
      device.online = !device.online;
      this.sched.note(`${device.name} ${device.online ? 'online' : 'offline'}`);
      if (device.online) for (const t of device.tabs) t.fire('online');
    }
    if (!engine || !tab) return;
    const waiting = device.rows<OutboxRow>('outbox').filter((row) => row.verdict === null);
    if (waiting.length > 0 && rng.chance(0.25)) {
      const { key } = rng.pick(waiting);
      device.leaving.add(key);
      const done = await tab.unlessKilled(this.#build.takeBackFrom(engine.env, engine.store, key));
      if (done === undefined) return;
      this.sched.note(`${tab.name} takes back ${this.#made.get(key)?.label ?? key}: ${done}`);
      if (done !== 'taken') device.leaving.delete(key);
      if (done === 'cancelling') this.#counts['sync.cancel'] = (this.#counts['sync.cancel'] ?? 0) + 1;
      engine.syncer.trigger('mutation');
    }
    if (rng.chance(0.15)) engine.syncer.trigger('tap');
    if (rng.chance(0.1) && device.tabs.length < 2) await device.openTab(this.#build);
  }

  /** What happens to devices and server by themselves, now and then. */
  async #trouble(on: () => boolean): Promise<void> {
    while (on()) {
      await this.sched.pause(8000);
      if (!on()) return;
      await this.#ail(this.#rng.pick(this.#devices));
      if (this.#rng.chance(0.12)) await this.#cluster?.chores().catch(() => undefined);
      if (this.#rng.chance(0.12)) await this.#govern();
      if (this.faults.strikes('tombstones-pruned')) await this.#prune();
      await this.#backend.setClock?.(this.sched.now());
    }
  }
  async #ail(device: Device): Promise<void> {
    const { faults, sched } = this;
    for (const tab of device.tabs) if (tab.phase === 'paused-auth' && this.#rng.chance(0.3)) device.signIn();
    const tab = device.tabs.length > 0 ? this.#rng.pick(device.tabs) : undefined;
    if (tab && !tab.frozen && faults.strikes('tab-killed')) {
      sched.note(`${tab.name} killed`);
      tab.kill();
      device.drop(tab);
    } else if (tab && !tab.frozen && faults.strikes('tab-frozen')) {
      sched.note(`${tab.name} frozen`);
      tab.freeze();
      sched.after(5000 + this.#rng.int(200_000), () => {
        sched.note(`${tab.name} thaws`);
        tab.thaw();
      });
      if (device.tabs.length < 2) await device.openTab(this.#build);
    }
    if (this.#rng.chance(0.01) && faults.on) {
      device.skew = Math.floor((this.#rng.next() * 2 - 1) * 365 * DAY);
      faults.count('clock-skewed');
      sched.note(`${device.name} clock off by ${Math.round(device.skew / DAY)} days`);
    }
    if (this.#rng.chance(0.05) && device.storage.has(device.database) && device.tabs.length === 0) this.#keepCopy(device);
    if (device.copy && faults.strikes('storage-restored')) {
      sched.note(`${device.name} storage restored from an old copy`);
      device.killAll();
      device.storage.restore(device.copy.storage);
      device.shown = new Map(device.copy.shown);
    } else if (faults.strikes('storage-evicted')) await this.#evict(device);
  }
  #keepCopy(device: Device): void {
    device.copy = { storage: device.storage.copy(), shown: new Map<string, Shown>(device.shown) };
  }
  /** The browser took everything: the member signs in anew, as a new device. */
  async #evict(device: Device): Promise<void> {
    this.sched.note(`${device.name} storage evicted`);
    device.killAll();
    device.storage.evict();
    device.shown.clear();
    device.copy = null;
    const id = this.#newId<Device['id']>();
    if (this.#operator) await addDevice(this.#operator, device.member, id);
    device.id = id;
    device.signIn();
  }

  /** An operator's and animators' hands: memberships, visibility, texts. */
  async #govern(): Promise<void> {
    const { members, closed, stories } = this.#places ?? { members: [], closed: '', stories: [] };
    const member = this.#rng.pick(members).id;
    const db = this.#operator;
    const what = this.#rng.int(4);
    this.sched.note(`operator does ${what}`);
    if (what === 0) await db?.query(`delete from membership where member = $1 and community = $2 and role = 'member'`, [member, closed]);
    if (what === 1) await db?.query('insert into membership (member, community) values ($1, $2) on conflict do nothing', [member, closed]);
    if (what === 2) {
      await db?.query(`update community set visibility = case visibility when 'public' then 'private' else 'public' end,
        scope = case visibility when 'public' then 'community:' || id else 'public' end where id = $1`, [closed]);
    }
    if (what === 3) await db?.query('update story set title = title || $2 where id = $1', [this.#rng.pick(stories), '.']);
  }
  /** S14: tombstones are pruned up to a rev; the scope's floor says so. */
  async #prune(): Promise<void> {
    const [scope] = (await this.#operator?.query<{ scope: string; rev: number }>(
      'select scope, max(rev) as rev from tombstone group by scope order by scope limit 1 offset $1', [this.#rng.int(6)])) ?? [];
    if (!scope) return;
    const floor = Number(scope.rev) + 1;
    this.sched.note(`tombstones pruned`);
    const id = scope.scope.slice('member:'.length);
    await this.#operator?.transaction(async (tx) => {
      if (isId(id)) await tx.query('update member_counter set floor_rev = least($2, rev) where member = $1', [id, floor]);
      else await tx.query('update scope_counter set floor_rev = least($2, rev) where scope = $1', [scope.scope, floor]);
      await tx.query(`delete from tombstone where scope = $1 and rev < (select floor_rev from scope_counter where scope = $1 union all select floor_rev from member_counter where 'member:' || member = $1)`, [scope.scope]);
    });
  }

  /** Nothing fails any more: everything comes to rest, and is looked at. */
  async #quiet(): Promise<void> {
    const { sched } = this;
    this.faults.on = false;
    await sched.run(() => false, 300_000);
    for (const device of this.#devices) {
      device.online = true;
      device.signIn();
      for (const tab of device.tabs) if (tab.frozen) tab.thaw();
      if (device.tabs.length === 0) await sched.finish(device.openTab(this.#build));
    }
    for (let round = 0; round < 4; round++) {
      await this.#backend.setClock?.(sched.now());
      await sched.finish(this.#cluster?.chores() ?? Promise.resolve());
      for (const device of this.#devices) {
        const engine = device.ready()?.engine;
        if (!engine) continue;
        for (const row of device.rows<OutboxRow>('outbox')) if (row.held !== null) await sched.finish(this.#build.retryIn(engine.env, engine.store, row.key));
        engine.syncer.trigger('tap');
      }
      await sched.run(() => false, 20_000);
    }
    const fail = (invariant: string, detail: string): void => sched.fail(invariant, detail);
    await checkDatabase(this.#backend.db, this.#facts, fail);
    for (const device of this.#devices) await checkDevice(this.#backend.db, device, this.#facts, fail);
    if (sched.violation) throw sched.violation;
  }
}
