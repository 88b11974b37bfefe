/** The network between a tab and the server: which requests arrive, when, how often, and how much of the answer. */
import type { ExchangeRequest, VerdictsLine } from '@egoejo/shared/sync/protocol.ts';
import type { Cluster, Reply } from './cluster.ts';
import type { Faults } from './faults.ts';
import type { Rng } from './rng.ts';
import type { Scheduler } from './scheduler.ts';
import type { Tab } from './tab.ts';

const lost = (): TypeError => new TypeError('Failed to fetch');
const encoder = new TextEncoder();

/**
 * The kinds of lines in an answer: `h` head, `v` verdicts, `p` page (`P`: its scope is done), `x` purge, `e` end (`m`:
 * more follows).
 */
const summaryOf = (body: string): string =>
  body
    .split('\n')
    .map((line) => {
      const kind = /^\{"t":"(.)/.exec(line)?.[1] ?? '';
      if (kind === 'p') return line.includes('"done":true') ? 'P' : line.startsWith('{"t":"pu') ? 'x' : 'p';
      return kind === 'e' && line.includes('true') ? 'm' : kind;
    })
    .join('');

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

  fetch(tab: Tab, path: string, init: RequestInit): Promise<Response> {
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
          const response = this.#response(tab, reply, signal ?? null);
          tab.hears(() => {
            if (!over) resolve(response);
            over = true;
          });
        },
        fail,
      );
    });
  }

  #send(
    tab: Tab,
    path: string,
    init: RequestInit,
    answer: (reply: Reply) => void,
    fail: (cause: unknown) => void,
  ): void {
    const { device } = tab;
    const body = typeof init.body === 'string' ? init.body : '';
    const token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? null;
    const number = ++device.sent;
    this.#neverBoth(tab, body);
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

  /** No exchange begun after an act was cancelled may carry it (S26). */
  #neverBoth({ device }: Tab, body: string): void {
    if (device.cancelling.size === 0) return;
    const { mutations }: ExchangeRequest = JSON.parse(body);
    const fence = device.fence();
    for (const { key } of mutations) {
      const since = device.cancelling.get(key);
      if (since !== undefined && fence > since)
        this.#sched.fail('S26: a cancel goes in the place of its act, never beside it', `${device.name} sends both`);
    }
  }
  /** Acts are settled and answered in the order in which they were made (S9). */
  #inOrder({ name }: Tab, request: string, reply: Reply): void {
    if (reply.status !== 200) return;
    const { mutations }: ExchangeRequest = JSON.parse(request);
    const seqs = new Map(mutations.map((m) => [m.key, m.seq]));
    const lines = reply.body
      .split('\n')
      .filter((l) => l.startsWith('{"t":"verdicts"'))
      .map((l): VerdictsLine => JSON.parse(l));
    const answered = lines.flatMap((l) => l.answers).flatMap(({ key }) => seqs.get(key) ?? []);
    if (answered.some((seq, i) => seq < (answered[i - 1] ?? seq)))
      this.#sched.fail('S9: acts settle in their order', `${name} was answered ${answered.join()}`);
  }
  #underGo(
    tab: Tab,
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
        this.#inOrder(tab, body, reply);
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

  /** The answer in pieces, each with its own delay; it may break off anywhere. */
  #response(tab: Tab, reply: Reply, signal: AbortSignal | null): Response {
    const bytes = encoder.encode(reply.body);
    const cut =
      reply.status === 200 && bytes.length > 1 && this.#faults.strikes('truncated')
        ? 1 + this.#rng.int(bytes.length - 1)
        : null;
    if (cut !== null) this.#sched.note(`${tab.name} answer cut at ${cut} of ${bytes.length}`);
    const whole = cut === null ? bytes : bytes.subarray(0, cut);
    let open = true;
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      // The reader stops: pieces still on the way are discarded.
      cancel: () => {
        open = false;
      },
      start: (controller) => {
        const end = (how: () => void): void => {
          if (!open) return;
          open = false;
          how();
        };
        signal?.addEventListener('abort', () => end(() => controller.error(new DOMException('aborted', 'AbortError'))));
        let at = 0;
        const next = (): void =>
          tab.hears(() => {
            if (!open) return;
            const to = this.#rng.chance(0.4) ? whole.length : Math.min(whole.length, at + 1 + this.#rng.int(2000));
            if (to > at) controller.enqueue(whole.slice(at, to));
            at = to;
            if (at < whole.length) this.#sched.after(this.#latency() / 4, next);
            else if (cut === null) end(() => controller.close());
            else end(() => controller.error(lost()));
          });
        this.#sched.after(1, next);
      },
    });
    return new Response(reply.status === 204 ? null : stream, { status: reply.status, headers: reply.headers });
  }
}
