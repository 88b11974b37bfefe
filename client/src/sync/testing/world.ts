/** A test environment for a device: its own storage, a clock that moves when told, a network that the test scripts. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Env, SyncLocks } from '../engine/env.ts';
import { HEALTH } from '../engine/schedule/watch-return.ts';
import type { Identity } from '../engine/identity.ts';
import type { ExchangeLine, ExchangeRequest } from '../engine/protocol.ts';

/** What the network does with one request. */
export type Reply =
  | ExchangeLine[]
  /** No answer at all. */
  | 'lost'
  /** These lines, then the connection breaks. */
  | { broken: ExchangeLine[] }
  /** An answer with extra headers. */
  | { lines: ExchangeLine[]; headers: Record<string, string> }
  | { status: number; code?: string; retryAfter?: string };

export interface World {
  env: Env;
  /** Moves the clock and runs the timers that are due, in order. */
  advance(ms: number): void;
  timers(): number[];
  requests: ExchangeRequest[];
  headers: Record<string, string>[];
  /** Sets the script that answers the next requests. */
  answer(script: (request: ExchangeRequest, n: number) => Reply | Promise<Reply>): void;
  fire(event: 'online' | 'visible' | 'hidden'): void;
  /** The answer to a request for `/health`. */
  health(): Promise<Response>;
  /** The number of those requests. */
  asked: number;
  online: boolean;
  random: number;
  persistAsked: number;
  backgroundAsked: number;
}

type Holders = Map<string, { steal: AbortController; gone: Promise<void> }>;
/**
 * Locks in one process: a queue for each name. A waiter steals the lock once its own clock says that its patience has
 * run out.
 */
function memoryLocks(setTimer: Env['setTimer'], holders: Holders): SyncLocks {
  return {
    async hold<T>(name: string, patienceMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      for (let holder = holders.get(name); holder; holder = holders.get(name)) {
        let cancel = (): void => undefined;
        const patience = new Promise<'worn'>((done) => {
          cancel = setTimer(() => done('worn'), patienceMs);
        });
        const first = await Promise.race([holder.gone.then(() => 'free' as const), patience]);
        cancel();
        if (first === 'free') continue;
        holder.steal.abort();
        holders.delete(name);
      }
      const steal = new AbortController();
      let leave = (): void => undefined;
      const mine = {
        steal,
        gone: new Promise<void>((done) => {
          leave = done;
        }),
      };
      holders.set(name, mine);
      try {
        return await work(steal.signal);
      } finally {
        if (holders.get(name) === mine) holders.delete(name);
        leave();
      }
    },
  };
}

const encode = (lines: ExchangeLine[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(lines.map((l) => `${JSON.stringify(l)}\n`).join(''));

function response(reply: Exclude<Reply, 'lost'>): Response {
  if (Array.isArray(reply)) return new Response(encode(reply), { status: 200 });
  if ('lines' in reply) return new Response(encode(reply.lines), { status: 200, headers: reply.headers });
  if ('broken' in reply) {
    return new Response(
      new ReadableStream({
        start: (c) => c.enqueue(encode(reply.broken)),
        pull: (c) => c.error(new TypeError('network error')),
      }),
      { status: 200 },
    );
  }
  const headers = new Headers(reply.retryAfter === undefined ? {} : { 'retry-after': reply.retryAfter });
  return new Response(JSON.stringify({ error: { code: reply.code ?? '', params: {} } }), {
    status: reply.status,
    headers,
  });
}

/** Timers and a clock that move only when told. */
class ManualClock {
  now = Date.parse('2026-03-01T10:00:00Z');
  queue: { at: number; run: () => void }[] = [];
  readonly setTimer: Env['setTimer'] = (run, ms) => {
    const timer = { at: this.now + ms, run };
    this.queue.push(timer);
    return () => {
      this.queue = this.queue.filter((t) => t !== timer);
    };
  };
  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = this.queue.filter((t) => t.at <= end).sort((x, y) => x.at - y.at)[0];
      if (!next) break;
      this.queue = this.queue.filter((t) => t !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }
}

type Script = Parameters<World['answer']>[0];
async function fetchBy(world: World, script: Script, init: RequestInit): Promise<Response> {
  const request: ExchangeRequest = JSON.parse(typeof init.body === 'string' ? init.body : '');
  world.requests.push(request);
  world.headers.push(Object.fromEntries(new Headers(init.headers)));
  const aborted = new Promise<never>((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
  const reply = await Promise.race([script(request, world.requests.length), aborted]);
  if (reply === 'lost') throw new TypeError('Failed to fetch');
  return response(reply);
}

/** The state that the tabs of one device share. */
interface Shared {
  storage: IDBFactory;
  holders: Holders;
}
export const makeShared = (): Shared => ({ storage: new IDBFactory(), holders: new Map() });

/** Makes a device or, with `shared`, one more tab of it. Clock and network are its own. */
export function makeWorld({ storage, holders }: Shared = makeShared()): World {
  const clock = new ManualClock();
  const listeners = new Map<string, Set<() => void>>();
  let script: Script = () => 'lost';
  const world: World = {
    requests: [],
    headers: [],
    health: () => Promise.reject(new TypeError('Failed to fetch')),
    asked: 0,
    online: true,
    random: 0.5,
    persistAsked: 0,
    backgroundAsked: 0,
    timers: () => clock.queue.map((t) => t.at - clock.now).sort((x, y) => x - y),
    advance: (ms) => clock.advance(ms),
    answer(next) {
      script = next;
    },
    fire(event) {
      for (const run of listeners.get(event) ?? []) run();
    },
    env: {
      now: () => clock.now,
      random: () => world.random,
      newKey: () => newId(clock.now),
      setTimer: clock.setTimer,
      fetch: async (path, init) => {
        if (path !== HEALTH) return fetchBy(world, script, init);
        world.asked += 1;
        return world.health();
      },
      locks: memoryLocks(clock.setTimer, holders),
      indexedDB: storage,
      keyRange: IDBKeyRange,
      online: () => world.online,
      visible: () => true,
      on(event, run) {
        const set = listeners.get(event) ?? new Set();
        listeners.set(event, set.add(run));
        return () => set.delete(run);
      },
      returned: () => world.fire('online'),
      openLive: null,
      persist: async () => ++world.persistAsked > 0,
      estimate: async () => ({ usage: 0, quota: 1e9 }),
      caches: null,
      askBackgroundSync() {
        world.backgroundAsked++;
      },
    },
  };
  return world;
}

export const MEMBER = '00000000-0000-4000-8000-00000000000a' as MemberId;
export const DEVICE = '00000000-0000-4000-8000-0000000000d1' as DeviceId;
export const WHO: Identity & { member: MemberId; device: DeviceId } = { member: MEMBER, device: DEVICE };
/** A readable id of the given type. */
export const idOf = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
