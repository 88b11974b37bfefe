/** One device of one member: its storage, tabs and clock, and what its member was shown about each act. */
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { BuildName, ClientBuild } from '../builds/builds.ts';
import type { Grant } from '../server/sync-app.ts';
import { DeviceLocks } from './locks.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { DeviceStorage, type Copy } from './storage.ts';
import { Tab } from './tab.ts';
import type { Wire } from './wire.ts';
import type { Shown } from './made.ts';

interface Parts {
  sched: Scheduler;
  rng: Rng;
  wire: Wire;
  grants: Map<string, Grant>;
  newId(): string;
}

export class Device {
  readonly name: string;
  readonly member: MemberId;
  readonly sched: Scheduler;
  readonly rng: Rng;
  readonly wire: Wire;
  readonly storage = new DeviceStorage();
  readonly locks = new DeviceLocks();
  readonly #parts: Parts;
  id: DeviceId;
  tabs: Tab[] = [];
  online = true;
  /** Its clock minus the true time, ms. */
  skew = 0;
  eco: EcoLevel;
  token: string | null = null;
  /** The build that its next tab will run. */
  build: BuildName = 'present';
  /** Its latest proposal that it has not published yet. */
  proposed: ProjectId | null = null;
  backgroundAsked = false;
  /** How many acts its member has thought of. */
  acts = 0;
  /** Number of requests sent, and the number of the latest that arrived. */
  sent = 0;
  arrived = 0;
  /** Acts in this storage, with the status shown for each. */
  shown = new Map<string, Shown>();
  /** Acts in this storage that a server confirmed: they stay for 35 days, longer than a seed lasts (S29). */
  kept = new Set<string>();
  /** Acts being taken back, which may disappear. */
  leaving = new Set<string>();
  /** Acts cancelled after they may have been sent, with the number of the last exchange begun by then (S26). */
  cancelling = new Map<string, number>();
  /** Acts that were set aside because their scope was revoked. */
  aside = new Set<string>();
  /** Acts whose content was lost in the storage: they are quarantined and cannot be settled. */
  ruined = new Set<string>();
  /** The storage lost the epoch, so received acts are offered again, as after a restore (S29). */
  epochLost = false;
  /** An old state of the storage, which may be restored later. */
  copy: { storage: Copy; shown: Map<string, Shown> } | null = null;
  wantsCopy = false;
  /** Called at every commit to its database; `onCalm` only when no other write transaction is in progress. */
  onCommit: (device: Device) => void = () => undefined;
  onCalm: (device: Device) => void = () => undefined;
  /** Called when a tab holds the lock and sends. */
  onExchange: (tab: Tab) => void = () => undefined;
  /** Called with the JSON text of each request that one of its tabs sends. */
  onSend: (body: string) => void = () => undefined;
  /** Called while a tab upgrades the database to its build. */
  onUpgrade: (tab: Tab) => void = () => undefined;
  #opened = 0;

  constructor(parts: Parts, name: string, member: MemberId, id: DeviceId) {
    this.#parts = parts;
    this.sched = parts.sched;
    this.rng = parts.rng;
    this.wire = parts.wire;
    this.name = name;
    this.member = member;
    this.id = id;
    this.eco = this.rng.pick([1, 2, 3, 4, 5] as const);
  }
  get database(): string {
    return `egoejo-${this.member}`;
  }
  rows<T>(table: string): T[] {
    return this.storage.rows<T>(this.database, table);
  }
  /** The act in each database of the spare store (S18). */
  spares(): OutboxRow[] {
    const names = this.storage.names(`${this.database}-spare-`);
    return names.flatMap((name) => this.storage.rows<OutboxRow>(name, 'act')).map((row) => ({ ...row, seq: 0 }));
  }
  /** The queue as its member sees it: with what waits in the spare store. */
  queue(): OutboxRow[] {
    const spares = this.spares();
    const queued = this.rows<OutboxRow>('outbox');
    if (spares.length === 0) return queued;
    const known = new Set([
      ...queued.map((row) => String(row.key)),
      ...this.rows<{ key: string }>('sent').map((row) => row.key),
      ...this.rows<{ id: string }>('receipt').map((row) => row.id),
    ]);
    return [...queued, ...spares.filter((row) => !known.has(row.key))];
  }
  watch(): void {
    this.storage.watch(
      this.database,
      () => this.onCommit(this),
      () => this.onCalm(this),
    );
  }
  /** Number of the last exchange begun. */
  fence(): number {
    return this.told('fence');
  }
  /** A number from the `meta` table; 0 if it is not set. */
  told(k: 'fence' | 'offset' | 'toldAt'): number {
    return Number(this.rows<{ k: string; v: unknown }>('meta').find((row) => row.k === k)?.v ?? 0);
  }
  keepCopy(): void {
    // A restore puts back whole databases, and those of the spare store come and go.
    if (!this.wantsCopy || this.spares().length > 0) return;
    this.wantsCopy = false;
    this.copy = { storage: this.storage.copy(), shown: new Map(this.shown) };
  }
  /** A running tab with a started engine. */
  ready(): Tab | undefined {
    const ready = this.tabs.filter((t) => t.alive && t.engine && !t.frozen);
    return ready.length > 0 ? this.rng.pick(ready) : undefined;
  }
  async openTab(build: ClientBuild): Promise<void> {
    const tab = new Tab(this, `${this.name}/${++this.#opened}`, build);
    this.tabs.push(tab);
    this.sched.note(`${tab.name} opens (${build.name})`);
    await tab.unlessKilled(
      tab.open().catch((cause: unknown) => {
        if (tab.alive) throw cause;
      }),
    );
  }
  /** Runs the service worker while no page is open (S19). */
  async flush(build: ClientBuild): Promise<void> {
    this.backgroundAsked = false;
    const worker = new Tab(this, `${this.name}/w${++this.#opened}`, build);
    this.tabs.push(worker);
    this.sched.note(`${worker.name} flushes`);
    await worker.unlessKilled(
      build.flushFromWorker(worker.env).catch((cause: unknown) => {
        // The browser will fire the event again.
        if (!(cause instanceof Error && cause.message === 'the queue could not be sent now') && worker.alive)
          throw cause;
      }),
    );
    worker.kill();
    this.drop(worker);
  }
  drop(tab: Tab): void {
    this.tabs = this.tabs.filter((t) => t !== tab);
  }
  killAll(): void {
    for (const tab of this.tabs) tab.kill();
    this.tabs = [];
  }
  signIn(): void {
    const token = this.#parts.newId();
    this.#parts.grants.set(token, { member: this.member, device: this.id, until: Infinity });
    this.token = token;
    for (const tab of this.tabs) tab.engine?.syncer.trigger('signed-in');
  }
  revoke(token: string): void {
    this.#parts.grants.delete(token);
    this.sched.note(`${this.name} session ended`);
  }
}
