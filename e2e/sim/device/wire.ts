/** The network between a tab and the server: which requests arrive, when, how often, and how much of the answer. */
import { HEALTH } from '@egoejo/client/sync/engine/schedule/watch-return.ts';
import type { LiveHears, LiveLine } from '@egoejo/client/sync/engine/env.ts';
import type { Cluster, Reply } from '../server/cluster.ts';
import type { Faults } from '../scheduler/faults.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { checkOrder, summaryOf } from '../checks/answer.ts';
import { openLine } from './wire-live.ts';
import { inPieces, lost, type Receiver } from './wire-answer.ts';

/** The part of the sending device that the simulated network reads and writes. */
export interface Sending {
  online: boolean;
  /** Number of requests sent, and the number of the latest that arrived. */
  sent: number;
  arrived: number;
  /** Called with the JSON text of each request. */
  onSend(body: string): void;
  revoke(token: string): void;
  readonly token: string | null;
}
/** The tab that sends. */
interface Sender extends Receiver {
  readonly device: Sending;
  readonly alive: boolean;
}

export class Wire {
  readonly #sched: Scheduler;
  readonly #rng: Rng;
  readonly #faults: Faults;
  readonly #cluster: Cluster;
  /** Number of requests in progress. */
  underway = 0;

  constructor(sched: Scheduler, rng: Rng, faults: Faults, cluster: Cluster) {
    this.#sched = sched;
    this.#rng = rng;
    this.#faults = faults;
    this.#cluster = cluster;
  }
  /** Without faults, delays are short and even. */
  #latency(): number {
    if (!this.#faults.on) return 20 + this.#rng.int(20);
    return this.#rng.chance(0.15) ? 400 + this.#rng.int(4000) : 20 + this.#rng.int(200);
  }

  #way() {
    return { sched: this.#sched, rng: this.#rng, faults: this.#faults, latency: () => this.#latency() };
  }

  fetch(tab: Sender, path: string, init: RequestInit): Promise<Response> {
    if (path === HEALTH) return this.#look(tab);
    return new Promise<Response>((resolve, reject) => {
      let over = false;
      const signal = init.signal;
      const fail = (cause: unknown): void =>
        tab.hears(() => {
          if (!over) reject(cause);
          over = true;
        });
      signal?.addEventListener('abort', () => {
        if (!over) reject(new DOMException('aborted', 'AbortError'));
        over = true;
      });
      this.#send(
        tab,
        path,
        init,
        (reply) => {
          const response = inPieces(reply, signal ?? null, { ...this.#way(), tab });
          tab.hears(() => {
            if (!over) resolve(response);
            over = true;
          });
        },
        fail,
      );
    });
  }

  /** Opens the live channel; each frame may break it, and is then lost with those on their way. */
  open(tab: Sender, hears: LiveHears): LiveLine {
    return openLine(tab, hears, { ...this.#way(), cluster: this.#cluster });
  }

  /** A request for `/health`: it carries no act, and is lost or fails like any other request. */
  #look(tab: Sender): Promise<Response> {
    return new Promise((resolve, reject) => {
      const there = tab.device.online && !this.#faults.strikes('request-lost') && this.#cluster.answers();
      const answer = (): void => (there ? resolve(new Response('{"status":"ok"}')) : reject(lost()));
      this.#sched.after(this.#latency(), () => tab.hears(answer));
    });
  }

  #send(
    tab: Sender,
    path: string,
    init: RequestInit,
    answer: (reply: Reply) => void,
    fail: (cause: unknown) => void,
  ): void {
    const { device } = tab;
    const body = typeof init.body === 'string' ? init.body : '';
    const token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? null;
    const number = ++device.sent;
    device.onSend(body);
    const broken = (): void => void this.#sched.after(this.#latency(), () => fail(lost()));
    if (!device.online) return broken();
    if (this.#faults.strikes('request-lost')) {
      this.#sched.note(`${tab.name} request lost`);
      // Half of the lost requests fail; the others get no answer at all.
      return this.#rng.chance(0.5) ? broken() : undefined;
    }
    if (this.#faults.strikes('5xx')) {
      const status = this.#rng.pick([500, 502, 503, 504]);
      this.#sched.note(`${tab.name} ${status} from the way`);
      const headers: Record<string, string> = this.#rng.chance(0.5)
        ? { 'retry-after': String(1 + this.#rng.int(30)) }
        : {};
      this.#sched.after(this.#latency(), () => answer({ status, headers, body: '' }));
      return undefined;
    }
    const late = this.#faults.strikes('delayed') ? 31_000 + this.#rng.int(60_000) : 0;
    if (late > 0) this.#sched.note(`${tab.name} request delayed by ${late}`);
    const arrive = (first: boolean): void => {
      if (number < device.arrived) this.#faults.count('reordered');
      device.arrived = Math.max(device.arrived, number);
      this.#underGo(tab, path, token, body, first ? answer : () => undefined, first ? fail : () => undefined);
    };
    this.#sched.after(this.#latency() + late, () => arrive(true));
    if (this.#faults.strikes('duplicated')) {
      this.#sched.note(`${tab.name} request duplicated`);
      this.#sched.after(this.#latency() + late + this.#rng.pick([0, 0, 100, 5000]), () => arrive(false));
    }
    return undefined;
  }

  #underGo(
    tab: Sender,
    path: string,
    token: string | null,
    body: string,
    answer: (reply: Reply) => void,
    fail: (cause: unknown) => void,
  ): void {
    if (token !== null && this.#faults.strikes('401')) tab.device.revoke(token);
    this.underway++;
    this.#cluster.post(path, token, body).then(
      (reply) => {
        this.underway--;
        this.#sched.note(`${tab.name} answered ${reply.status} ${summaryOf(reply.body)}`);
        checkOrder(this.#sched, tab.name, body, reply);
        if (this.#faults.strikes('response-lost')) {
          this.#sched.note(`${tab.name} response lost`);
          if (this.#rng.chance(0.5)) this.#sched.after(this.#latency(), () => fail(lost()));
          return;
        }
        this.#sched.after(this.#latency(), () => answer(reply));
      },
      (cause: unknown) => {
        this.underway--;
        this.#sched.note(`${tab.name} connection broke`);
        this.#sched.after(this.#latency(), () => fail(cause));
      },
    );
  }
}
