/** One process of the server, from its start to its death. */
import type { BallotKeys } from '@egoejo/server/polls/secret/ballot-keys.ts';
import type { FastifyInstance } from 'fastify';
import { KeptPages } from '@egoejo/server/sync/pull/kept-pages.ts';
import type { Hub } from '@egoejo/server/sync/live/hub.ts';
import type { Pokes } from '@egoejo/server/sync/pokes/pokes.ts';
import { noticeMove } from '@egoejo/server/sync/recovery/recovery.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { EventPump } from '@egoejo/server/platform/database/events.ts';
import type { Combiner } from '@egoejo/server/sync/rows/combiner.ts';
import { createLog } from '@egoejo/server/platform/observability/log.ts';
import type { Backend } from './backend.ts';
import type { ServerBuild } from '../builds/builds.ts';
import type { Faults } from '../scheduler/faults.ts';
import { gated, type Host, type Lane } from './gate.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { syncApp, type Grant } from './sync-app.ts';

export interface Parts {
  sched: Scheduler;
  rng: Rng;
  faults: Faults;
  backend: Backend;
  /** The build that newly started processes run. */
  build: ServerBuild;
  lane: Lane;
  /** Grants by bearer token. */
  grants: Map<string, Grant>;
  /** How processes hear what moved. */
  pokes: Pokes;
  /** The folder of the keys of secret polls, which all processes share. */
  ballotKeys: BallotKeys;
}
const quiet = createLog('silent');
/** Interval of jobs that normally run every few seconds; longer here because virtual time advances in leaps. */
const RARELY_MS = 60_000;

/** One process of the server, from its start to its death. */
export class Process implements Host {
  readonly name: string;
  readonly sched: Scheduler;
  readonly build: ServerBuild;
  readonly db: Database;
  readonly app: FastifyInstance;
  readonly combiner: Combiner;
  readonly hub: Hub;
  readonly events: EventPump;
  /** Resolves when the process begins to serve. */
  readonly ready: Promise<void>;
  /** Callers whose connection breaks when this process dies. */
  readonly waiting = new Set<() => void>();
  /** What it keeps in memory, for as long as the process lives. */
  readonly kept: KeptPages;
  readonly #parts: Parts;
  #alive = true;
  onDeath: () => void = () => undefined;

  /** @param before the same process, which runs on after its database was away; null: a process that begins */
  constructor(parts: Parts, name: string, door: Database, before: Process | null) {
    this.kept = before?.kept ?? new KeptPages();
    this.name = name;
    this.sched = parts.sched;
    this.#parts = parts;
    this.db = gated(door, parts.lane, this);
    const rarely = parts.sched.stretch(RARELY_MS);
    this.build = parts.build;
    this.combiner = this.build.openCombiner(this.db, parts.pokes.moved, (error) => this.#bug(error, 'combiner'));
    this.events = this.build.startEvents(this.db, quiet, this.build.listeners);
    this.hub = this.build.createHub({
      db: this.db,
      pokes: parts.pokes,
      sources: this.build.entitySources,
      onError: (error) => {
        // The database was busy.
        if (!(error instanceof Error && 'code' in error)) this.#bug(error, 'hub');
      },
    });
    rarely();
    this.app = syncApp(this.build, this.db, {
      ...parts,
      onBug: (error, where) => this.#bug(error, where),
      onSettled: () => this.combiner.kick(),
      kept: this.kept,
    });
    // A start that fails begins no era; a supervisor would restart the process.
    this.ready = !before
      ? this.db
          .transaction((tx) => noticeMove(tx))
          .then(
            () => undefined,
            () => undefined,
          )
      : Promise.resolve();
  }
  alive(): boolean {
    return this.#alive;
  }
  strike(moment: 'before' | 'after', what: string): void {
    const { faults } = this.#parts;
    if (faults.strikes('server-killed')) {
      this.sched.note(`${this.name} killed ${moment} ${what}`);
      this.die();
    } else if (moment === 'before' && what !== 'commit' && faults.strikes('database-busy')) {
      this.sched.note(`${this.name} busy at ${what}`);
      throw Object.assign(new Error('deadlock detected'), {
        code: faults.rng.pick(['40P01', '40001', '57014', '08006']),
      });
    }
  }
  die(): void {
    this.#alive = false;
    for (const broken of this.waiting) broken();
    this.waiting.clear();
    this.hub.close();
    void this.combiner.close();
    void this.events.stop();
    this.onDeath();
  }

  #bug(error: unknown, where: string): void {
    if (!this.#alive) return;
    this.sched.fail(
      'no bug is thrown',
      `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
