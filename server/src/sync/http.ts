/** `POST /sync/exchange` and `GET /api/pokes`: the exchange and the event stream over HTTP. */
import { PassThrough, type Writable } from 'node:stream';
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import { memberId } from '@egoejo/shared/platform/ids.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { LIMITS, scopePattern } from '@egoejo/shared/sync/protocol.ts';
import { NOTED_HEADER } from '@egoejo/shared/sync/told.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAdmission, type Admission, type Turn } from '../platform/admission.ts';
import { checkCaller, exchange, readRequest, type Caller, type ExchangeDeps, type WriteLine } from './exchange.ts';
import type { Pokes } from './pokes.ts';
import { noteQuarantined } from './quarantined.ts';
import { readCounters } from './pull.ts';

export interface SyncHttpDeps extends ExchangeDeps {
  /**
   * Who calls: the bearer token, or, when that is missing or has expired, the refresh cookie, which is rotated and set on `reply`
   * in this same call (S21). null: nobody.
   */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Caller | null>;
  /** Who listens, by the cookie alone, without rotating it: an EventSource sends no headers. */
  identify(request: FastifyRequest): Promise<MemberId | null>;
  /** A failure when this account or address asked too often; `retryAfter` in seconds. */
  allow(request: FastifyRequest, caller: Caller | null): { retryAfter: number } | null;
  pokes: Pokes;
  /** Who may work at the same time; left out: as EXCHANGES says. */
  admission?: Admission;
}

/**
 * Exchanges at work: fewer than the database's connections, so that signing in, reading and readiness have theirs; enough for full
 * groups (docs/decisions/06). The queue is short: with it an answer comes well within half a second.
 */
export const EXCHANGES = { places: 12, waitMs: 200 } as const;

const STATUS: Readonly<Record<string, number>> = {
  'sync.unauthenticated': 401, 'sync.wrong_member': 409, 'sync.unknown_device': 409, 'sync.upgrade_required': 426, 'sync.rate_limited': 429, 'sync.read_only': 503,
  'sync.too_many_mutations': 413, 'sync.mutation_too_large': 413,
};
/** `params.seconds` says when to ask again. */
const refuse = (reply: FastifyReply, error: Failure) => {
  if (error.params['seconds'] !== undefined) void reply.header('retry-after', String(error.params['seconds']));
  return reply.code(STATUS[error.code] ?? 400).send({ error });
};

/** Registers both routes. */
export function syncRoutes(app: FastifyInstance, deps: SyncHttpDeps): void {
  const admission = deps.admission ?? createAdmission(EXCHANGES);
  const turnAway = (reply: FastifyReply): FastifyReply => refuse(reply, { code: 'sync.rate_limited', params: { seconds: admission.comeBackIn() } });
  app.post('/sync/exchange', {
    bodyLimit: LIMITS.exchangeBytes,
    // Before the body costs anything. One that is still under way holds no place either: a slow link is no reason for others to wait.
    onRequest: async (_request, reply) => (admission.full() ? turnAway(reply) : undefined),
  }, async (request, reply) => {
    const turn = admission.enter();
    if (turn === null) return turnAway(reply);
    reply.raw.once('close', turn.giveUp);
    // While others wait outside, a connection kept for a device that has what it came for is memory for nothing.
    if (admission.full()) void reply.header('connection', 'close');
    try {
      return (await turn.ready) ? await answerExchange(deps, request, reply, turn) : turnAway(reply);
    } finally {
      turn.leave();
    }
  });

  app.get('/api/pokes', async (request, reply) => {
    const { scopes: given } = request.query as Record<string, unknown>;
    const asked = (typeof given === 'string' ? given : '').split(',').filter((s) => scopePattern.test(s)).slice(0, 500);
    const member = memberId.safeParse(await deps.identify(request)).data ?? null;
    const counters = await readCounters(deps.db, member, asked);
    const scopes = [...counters.values()].filter((c) => c.visible && c.rev !== null).map((c) => c.scope);
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 5000\n\n');
    const leave = deps.pokes.subscribe(scopes, (moved) => reply.raw.write(`data: ${moved.join(',')}\n\n`));
    request.raw.on('close', leave);
  });
}

/** @param turn is left as soon as only the device's link has work: what comes after head and verdicts was read before it is written. */
async function answerExchange(deps: SyncHttpDeps, request: FastifyRequest, reply: FastifyReply, turn: Turn): Promise<FastifyReply> {
  const read = readRequest(request.body);
  if (!read.ok) return refuse(reply, read.error);
  const caller = read.value.member === null ? null : await deps.authenticate(request, reply);
  const checked = checkCaller(caller, read.value);
  if (!checked.ok) return refuse(reply, checked.error);
  const limited = deps.allow(request, checked.value);
  if (limited) return refuse(reply, { code: 'sync.rate_limited', params: { seconds: limited.retryAfter } });
  if (await noteQuarantined(deps, checked.value, request.headers)) void reply.header(NOTED_HEADER, '1');
  const answer = new AnswerStream(reply, request.headers['accept-encoding'] ?? '', read.value.cursors.some((c) => c.rev === 0));
  let worked = read.value.mutations.length > 0 ? 2 : 1;
  const write: WriteLine = (line, flush) => {
    if (worked-- <= 0) turn.leave();
    return answer.write(line, flush);
  };
  const done = await exchange(deps, checked.value, read.value, write).catch((error: unknown) => {
    // After the first flush the status is gone: a broken stream tells the device that this was no whole answer.
    if (answer.started) answer.destroy();
    throw error;
  });
  if (!done.ok) return refuse(reply, done.error);
  return answer.end();
}

/**
 * Lines out, compressed when the client takes it. Headers go with the first flush, so that an error before it is still a plain
 * coded answer. A small answer is never flushed midway; one that says nothing new goes as it is.
 */
class AnswerStream {
  #reply: FastifyReply;
  #encoding: string;
  readonly #brotli: Record<number, number>;
  #pending = '';
  #out: Writable | null = null;
  #flush: (() => Promise<void>) | null = null;

  /** @param whole the answer may be long: a scope is pulled whole */
  constructor(reply: FastifyReply, accept: string, whole: boolean) {
    this.#reply = reply;
    this.#brotli = whole ? WHOLE : CHANGES;
    this.#encoding = /\bbr\b/.test(accept) ? 'br' : /\bgzip\b/.test(accept) ? 'gzip' : '';
  }
  get started(): boolean {
    return this.#out !== null;
  }
  async write(line: string, flush: boolean): Promise<void> {
    this.#pending += `${line}\n`;
    if ((flush && (this.#out !== null || this.#pending.length > SMALL)) || this.#pending.length > MUCH) await this.#push();
  }
  async #push(): Promise<void> {
    const out = (this.#out ??= this.#open());
    const chunk = this.#pending;
    this.#pending = '';
    if (!out.write(chunk)) await new Promise<void>((go) => out.once('drain', go).once('close', go));
    await this.#flush?.();
  }
  #open(): Writable {
    const body = new PassThrough();
    if (this.#encoding === '') {
      void this.#headers().send(body);
      return body;
    }
    const zip = this.#encoding === 'br'
      ? createBrotliCompress({ params: this.#brotli })
      : createGzip({ level: 6 });
    const kind = this.#encoding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
    this.#flush = () => new Promise<void>((go) => (zip.destroyed ? go() : zip.flush(kind, go)));
    zip.pipe(body);
    body.once('close', () => zip.destroy());
    // Before send: a stream's headers may leave at once.
    void this.#headers().header('content-encoding', this.#encoding).send(body);
    return zip;
  }
  #headers(): FastifyReply {
    return this.#reply.header('content-type', 'application/x-ndjson').header('cache-control', 'no-store').header('vary', 'accept-encoding');
  }
  async end(): Promise<FastifyReply> {
    if (this.#out === null) return this.#sendAtOnce();
    this.#out.end(this.#pending);
    return this.#reply;
  }
  #sendAtOnce(): FastifyReply {
    const reply = this.#headers();
    // As bytes: to a text Fastify would add a charset.
    if (this.#encoding === '' || this.#pending.length <= TINY) return reply.send(Buffer.from(this.#pending));
    const packed = this.#encoding === 'br' ? brotliCompressSync(this.#pending, { params: this.#brotli }) : gzipSync(this.#pending);
    return reply.header('content-encoding', this.#encoding).send(packed);
  }
  destroy(): void {
    this.#out?.destroy();
    this.#reply.raw.destroy();
  }
}
/** Bytes up to which an answer waits for its end instead of being flushed, up to which packing is not worth the time, and after which the device gets them. */
const SMALL = 1200;
const TINY = 500;
const MUCH = 32_000;
const brotli = (quality: number, window: number): Record<number, number> => ({ [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: window });
/** The memory of a wide window takes longer to get ready than a short answer to be packed: half the time, the same bytes. */
const WHOLE = brotli(5, 20);
const CHANGES = brotli(4, 16);
