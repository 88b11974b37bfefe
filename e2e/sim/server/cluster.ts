/** The server: two processes on one database, each of which may die and restart. */
import type { Listener } from '@egoejo/server/sync/live/channel.ts';
import type { Connection } from '@egoejo/server/sync/live/hub.ts';
import type { ServerBuild } from '../builds/builds.ts';
import { Process, type Parts } from './server-process.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export class Cluster {
  readonly #parts: Parts;
  readonly #processes: Process[] = [];
  /** The build that each process runs after its next start. */
  readonly #builds: ServerBuild[];
  #lives = 0;
  #down = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#builds = parts.backend.serverPools.map(() => parts.build);
    for (const [i] of parts.backend.serverPools.entries()) this.#start(i);
  }
  #start(i: number, before: Process | null = null): void {
    const { backend, sched } = this.#parts;
    const server = new Process(
      { ...this.#parts, build: this.#builds[i] ?? this.#parts.build },
      `server${i}.${++this.#lives}`,
      backend.serverPools[i] ?? backend.db,
      before,
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

  /** Whether one of the processes, picked as by `post`, takes requests. */
  answers(): boolean {
    return this.#any()?.alive() ?? false;
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
   * Opens a live channel to one of the processes. `broken`: the process died.
   * @returns null when there is no process, or nobody signed in with this token
   */
  connect(token: string | null, heard: Pick<Listener, 'send' | 'close'>, broken: () => void): Connection | null {
    const server = this.#any();
    const grant = this.#parts.grants.get(token ?? '');
    if (!server?.alive() || !grant || grant.until <= this.#parts.sched.now()) return null;
    server.waiting.add(broken);
    const connection = server.hub.connect({ ...heard, member: grant.member, buffered: () => 0 });
    return {
      ...connection,
      gone() {
        server.waiting.delete(broken);
        connection.gone();
      },
    };
  }

  /**
   * The server's background work: closing polls, refunds, events, taking leavers out of rooms, releases, tallies. One
   * process does it here; others may do it concurrently.
   */
  async chores(): Promise<void> {
    const server = this.#any();
    if (!server?.alive()) return;
    const { pokes, ballotKeys } = this.#parts;
    await server.build.closeDuePolls(server.db, pokes.moved, ballotKeys);
    await server.build.refundCancelledPolls(server.db, pokes.moved);
    await server.events.drain();
    await server.build.takeOutOfRooms(server.db);
    await server.build.putOutDue(server.db);
    await server.combiner.drain();
  }
  /** Stops processes that do not run this build yet, at most so many; they restart with it. */
  deploy(build: ServerBuild, most = Infinity): void {
    const old = [...this.#builds.keys()].filter((i) => this.#builds[i] !== build).slice(0, most);
    this.#parts.sched.note(`the server is updated (${build.name}, ${old.length} processes)`);
    for (const i of old) {
      this.#builds[i] = build;
      const server = this.#processes[i];
      if (server?.alive()) server.die();
    }
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
    for (const [i] of this.#parts.backend.serverPools.entries())
      this.#start(i, begins ? null : (this.#processes[i] ?? null));
  }
}
