/**
 * One tab of a device: its own timers, network and storage connections, with the app's real engine. It can freeze, thaw
 * and die.
 */
import type { Engine } from '@egoejo/client/sync/host/engine.ts';
import type { Env } from '@egoejo/client/sync/engine/env.ts';
import { IDBKeyRange } from '@egoejo/client/sync/testing/indexeddb.ts';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import { newId, type DeviceId, type MemberId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { ClientBuild } from '../builds/builds.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { DeviceLocks } from './locks.ts';
import { endQueries } from './observers.ts';
import type { DeviceStorage } from './storage.ts';
import { TabStorage } from './tab-storage.ts';
import type { Sending, Wire } from './wire.ts';
import { actFor } from '../scheduler/virtual.ts';

/** What a tab needs of its device (device.ts). */
interface Host extends Sending {
  readonly member: MemberId;
  readonly id: DeviceId;
  readonly sched: Scheduler;
  readonly rng: Rng;
  readonly wire: Wire;
  readonly storage: DeviceStorage;
  readonly locks: DeviceLocks;
  readonly eco: EcoLevel;
  /** Its clock minus the true time, ms. */
  readonly skew: number;
  token: string | null;
  backgroundAsked: boolean;
  /** Watches the commits to its database. */
  watch(): void;
  /** Called when the tab holds the lock and sends. */
  onExchange(tab: Tab): void;
  /** Called while the tab upgrades the database to its build. */
  onUpgrade(tab: Tab): void;
}

export class Tab {
  readonly name: string;
  readonly device: Host;
  readonly build: ClientBuild;
  readonly env: Env;
  engine: Engine | null = null;
  alive = true;
  frozen = false;
  phase = 'idle';
  readonly #storage: TabStorage;
  #die: () => void = () => undefined;
  readonly #death = new Promise<undefined>((done) => {
    this.#die = () => done(undefined);
  });
  readonly #thawing: (() => void)[] = [];
  readonly #listeners = new Map<string, Set<() => void>>();
  /** Ends each room that it shows. */
  readonly rooms = new Map<Scope, () => void>();

  constructor(device: Host, name: string, build: ClientBuild) {
    this.device = device;
    this.name = name;
    this.build = build;
    this.#storage = new TabStorage(device.storage);
    // The upgrade has done some of its work by then.
    this.#storage.onUpgrade = () => setImmediate(() => device.onUpgrade(this));
    this.env = this.#makeEnv();
  }

  /** The result of `work`, or undefined if the tab was killed in the meantime. */
  unlessKilled<T>(work: Promise<T>): Promise<T | undefined> {
    return Promise.race([work, this.#death]);
  }
  /** Delivers `event` to this tab: at once, when it thaws, or never. */
  hears(event: () => void): void {
    if (!this.alive) return;
    if (this.frozen) {
      this.#thawing.push(event);
      return;
    }
    actFor(this.#storage);
    event();
  }
  setTimer(run: () => void, ms: number): () => void {
    let cancelled = false;
    const cancel = this.device.sched.after(ms, () =>
      this.hears(() => {
        if (!cancelled) run();
      }),
    );
    return () => {
      cancelled = true;
      cancel();
    };
  }
  /** Opens the member's database and starts the engine, like the app at its start. */
  async open(): Promise<void> {
    const { device, env, build } = this;
    await build.rememberDevice(env, device.member, device.id);
    const store = await build.openStore(env, device.member);
    device.watch();
    this.engine = await build.startEngine({
      env,
      store,
      who: { member: device.member, device: device.id },
      eco: device.eco,
      token: {
        get: () => device.token,
        set: (token) => {
          device.token = token;
        },
      },
      report: (patch) => {
        if (patch.phase !== undefined) this.phase = patch.phase;
        if (patch.phase === 'exchanging') device.onExchange(this);
      },
      onBytes: () => undefined,
    });
  }
  /** The member closes the tab: the engine is stopped in an orderly way. */
  close(): void {
    this.engine?.stop();
    this.kill();
  }
  kill(): void {
    this.alive = false;
    this.#die();
    this.#storage.kill();
    endQueries();
    this.device.locks.forget(this);
  }
  freeze(): void {
    this.frozen = true;
  }
  /** Freezes the tab as soon as it is inside a transaction that writes its queue, if `when` still wants it then. */
  freezeWriting(when: () => boolean): void {
    this.#storage.trap = () => {
      if (this.frozen || !this.alive || !when()) return false;
      this.freeze();
      return true;
    };
  }
  thaw(): void {
    this.frozen = false;
    this.#storage.thaw();
    for (const event of this.#thawing.splice(0)) this.hears(event);
  }
  fire(event: 'online' | 'visible' | 'hidden'): void {
    for (const run of this.#listeners.get(event) ?? []) this.hears(run);
  }
  #makeEnv(): Env {
    const { device } = this;
    const now = (): number => device.sched.now() + device.skew;
    return {
      now,
      random: () => device.rng.next(),
      newKey: () => newId<MutationKey>(now()),
      setTimer: (run, ms) => this.setTimer(run, ms),
      fetch: (path, init) => (this.alive ? device.wire.fetch(this, path, init) : new Promise(() => undefined)),
      locks: device.locks.of(this),
      indexedDB: this.#storage,
      keyRange: IDBKeyRange,
      online: () => device.online,
      visible: () => !this.frozen,
      on: (event, run) => {
        const set = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, set.add(run));
        return () => set.delete(run);
      },
      returned: () => this.fire('online'),
      openLive: (_path, _protocol, hears) => device.wire.open(this, hears),
      persist: async () => true,
      estimate: async () => ({ usage: 0, quota: 1e9 }),
      caches: null,
      askBackgroundSync: () => {
        device.backgroundAsked = true;
      },
    };
  }
}
