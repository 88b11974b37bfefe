/** The server: two processes on one database, each of which may die and restart. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { noticeMove } from '@egoejo/server/sync/recovery.ts';
import { AppError } from '@egoejo/server/platform/app-error.ts';
import type { Database } from '@egoejo/server/platform/database.ts';
import type { EventPump } from '@egoejo/server/platform/events.ts';
import type { Combiner } from '@egoejo/server/sync/combiner.ts';
import { createLimits, type Limits } from '@egoejo/server/platform/limits.ts';
import { sealWith } from '@egoejo/server/platform/receipt-key.ts';
import { createLog } from '@egoejo/server/platform/log.ts';
import type { Backend } from './backend.ts';
import type { ServerBuild } from './builds.ts';
import type { Faults } from './faults.ts';
import { gated, type Host, type Lane } from './gate.ts';
import type { Rng } from './rng.ts';
import type { Scheduler } from './scheduler.ts';

/** The owner of an access token, and its expiry (virtual ms). */
export interface Grant {
  member: MemberId;
  device: DeviceId;
  until: number;
}
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
interface Parts {
  sched: Scheduler;
  rng: Rng;
  faults: Faults;
  backend: Backend;
  /** The build that newly started processes run. */
  build: ServerBuild;
  lane: Lane;
  /** Grants by bearer token. */
  grants: Map<string, Grant>;
  moved(scopes: readonly Scope[]): void;
}
const quiet = createLog('silent');
/** All servers seal receipts with the same key, which is kept when the database is restored. */
export const seal = sealWith('the simulator’s');
/** Interval of jobs that normally run every few seconds; longer here because virtual time advances in leaps. */
const RARELY_MS = 60_000;

/** One process of the server, from its start to its death. */
class Process implements Host {
  readonly name: string;
  readonly sched: Scheduler;
  readonly build: ServerBuild;
  readonly db: Database;
  readonly app: FastifyInstance;
  readonly combiner: Combiner;
  readonly events: EventPump;
  /** Resolves when the process begins to serve. */
  readonly ready: Promise<void>;
  /** Callers whose connection breaks when this process dies. */
  readonly waiting = new Set<() => void>();
  readonly #parts: Parts;
  readonly #limits: Limits = createLimits();
  #alive = true;
  onDeath: () => void = () => undefined;

  constructor(parts: Parts, name: string, door: Database, begins: boolean) {
    this.name = name;
    this.sched = parts.sched;
    this.#parts = parts;
    this.db = gated(door, parts.lane, this);
    const rarely = parts.sched.stretch(RARELY_MS);
    this.build = parts.build;
    this.combiner = this.build.openCombiner(this.db, parts.moved, (error) => this.#bug(error, 'combiner'));
    this.events = this.build.startEvents(this.db, quiet, this.build.listeners);
    rarely();
    this.app = this.#build();
    // A start that fails begins no era; a supervisor would restart the process.
    this.ready = begins
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
  #build(): FastifyInstance {
    const { grants, moved, faults } = this.#parts;
    const app = Fastify({ logger: false });
    const { syncRoutes, coldSettlements, entitySources } = this.build;
    syncRoutes(app, {
      db: this.db,
      settlements: coldSettlements,
      sources: entitySources,
      seal,
      flags: { ENABLE_SAKA: true },
      moved,
      pokes: {
        moved,
        talliesMoved: moved,
        subscribe: () => () => undefined,
        subscribeAll: () => () => undefined,
        listeners: () => 0,
        close: async () => undefined,
      },
      onThrow: (error, mutation) => this.#bug(error, `settle ${mutation}`),
      onSettled: () => this.combiner.kick(),
      async authenticate(request) {
        const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
        const grant = grants.get(token);
        return grant && grant.until > Date.now() ? { member: grant.member, device: grant.device } : null;
      },
      identify: async () => null,
      allow: (_request, caller) => {
        if (faults.strikes('429')) return { retryAfter: 1 + faults.rng.int(20) };
        try {
          if (caller) this.#limits.exchange.take(caller.member);
          return null;
        } catch (error) {
          if (error instanceof AppError && error.status === 429) return { retryAfter: Number(error.retryAfter) };
          throw error;
        }
      },
    });
    app.setErrorHandler((error, _request, reply) => {
      const transient = error instanceof Error && 'code' in error;
      if (!transient) this.#bug(error, 'exchange');
      return reply
        .code(transient ? 503 : 500)
        .header('retry-after', '2')
        .send({ error: { code: 'sync.busy', params: {} } });
    });
    return app;
  }
}

export class Cluster {
  readonly #parts: Parts;
  readonly #processes: Process[] = [];
  #lives = 0;
  #down = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    for (const [i] of parts.backend.serverPools.entries()) this.#start(i);
  }
  #start(i: number, begins = true): void {
    const { backend, sched } = this.#parts;
    const server = new Process(
      this.#parts,
      `server${i}.${++this.#lives}`,
      backend.serverPools[i] ?? backend.db,
      begins,
    );
    this.#processes[i] = server;
    // Acts as a supervisor that restarts the process, unless all processes were stopped and restarted in the meantime:
    // otherwise an unknown second process would run for ever.
    server.onDeath = () =>
      sched.after(500, () => {
        if (!this.#down && this.#processes[i] === server) this.#start(i);
      });
  }
  #any(): Process | undefined {
    return this.#parts.rng.pick(this.#processes);
  }

  /** Sends a request to one of the processes. Rejects when that process dies before answering. */
  async post(path: string, token: string | null, payload: string): Promise<Reply> {
    const server = this.#any();
    if (!server?.alive()) throw new TypeError('connection refused');
    let broken = (): void => undefined;
    const death = new Promise<never>((_, reject) => {
      broken = () => reject(new TypeError('connection reset'));
    });
    death.catch(() => undefined);
    server.waiting.add(broken);
    const headers = {
      'content-type': 'application/json',
      'x-egoejo': '1',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const response = await Promise.race([
      server.ready.then(() => server.app.inject({ method: 'POST', url: path, headers, payload })),
      death,
    ]);
    server.waiting.delete(broken);
    const told = response.headers['retry-after'];
    return {
      status: response.statusCode,
      headers: told === undefined ? {} : { 'retry-after': told },
      body: response.payload,
    };
  }

  /**
   * The server's background work: closing polls, refunds, events, tallies. One process does it here; others may do it
   * concurrently.
   */
  async chores(): Promise<void> {
    const server = this.#any();
    if (!server?.alive()) return;
    const { moved } = this.#parts;
    await server.build.closeDuePolls(server.db, moved);
    await server.build.refundCancelledPolls(server.db, moved);
    await server.events.drain();
    await server.combiner.drain();
  }
  /** Stops all processes; they restart with another build. */
  deploy(build: ServerBuild): void {
    this.#parts.build = build;
    this.#parts.sched.note(`the server is updated (${build.name})`);
    for (const server of this.#processes) if (server.alive()) server.die();
  }
  /** Stops both processes without restarting them. */
  down(): void {
    this.#down = true;
    for (const server of this.#processes) {
      server.onDeath = () => undefined;
      if (server.alive()) server.die();
    }
  }
  /** @param begins false: the same processes continue, and only their database was unavailable. */
  up(begins = true): void {
    this.#down = false;
    for (const [i] of this.#parts.backend.serverPools.entries()) this.#start(i, begins);
  }
}
