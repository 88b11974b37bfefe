/** `GET /api/pokes`: the event stream that names scopes that moved (S25). */
import { memberId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { scopePattern, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../platform/app-error.ts';
import type { Pokes } from './pokes.ts';
import { readCounters } from './scope-counters.ts';
import type { ExchangeServiceDeps } from './exchange-deps.ts';
import { beginStream, createStreams, type Streams } from './streams.ts';

/** Seconds until a client that was refused a stream may ask again. Until then it exchanges by its own timer. */
const COME_BACK_S = 60;

export interface PokesDeps extends Pick<ExchangeServiceDeps, 'db' | 'allow'> {
  /**
   * Identifies the listener of an event stream by the cookie alone, without rotating it: an EventSource cannot send
   * headers.
   */
  identify(request: FastifyRequest): Promise<MemberId | null>;
  pokes: Pokes;
  /** Open event streams; left out: new ones with the default caps. */
  streams?: Streams;
  /** Interval of heartbeats on an event stream, in milliseconds; left out: the default. */
  heartbeatMs?: number;
}

/** The most scopes that one stream follows. */
const MOST_SCOPES = 500;

/**
 * The scopes asked for, each with the rev that the client has seen; null: not told. `since` lists revs in the order of
 * `scopes`.
 */
function askedScopes({ scopes, since }: Record<string, unknown>): Map<Scope, number | null> {
  const revs = (typeof since === 'string' ? since : '').split(',');
  const named = (typeof scopes === 'string' ? scopes : '')
    .split(',')
    .map((scope, i) => [scope, /^\d{1,15}$/.test(revs[i] ?? '') ? Number(revs[i]) : null] as const)
    .filter(([scope]) => scopePattern.test(scope));
  return new Map(named.slice(0, MOST_SCOPES));
}

/** Registers the route. */
export function pokesRoute(app: FastifyInstance, deps: PokesDeps): void {
  const streams = deps.streams ?? createStreams();
  app.get('/api/pokes', async (request, reply) => {
    const asked = askedScopes(request.query as Record<string, unknown>);
    const member = memberId.safeParse(await deps.identify(request)).data ?? null;
    const limited = deps.allow(request, member && { member });
    if (limited) throw new AppError('sync.rate_limited', { seconds: limited.retryAfter });
    // Reserve the place before the first database query, so that concurrent requests do not all find it free.
    const leave = streams.enter(request.ip, member);
    if (leave === null) throw new AppError('sync.rate_limited', { seconds: COME_BACK_S });
    // Listen before the counters are read, so that no change falls between the two.
    const early: Scope[] = [];
    let unsubscribe = deps.pokes.subscribe([...asked.keys()], (moved) => void early.push(...moved));
    const end = (): void => {
      leave();
      unsubscribe();
    };
    request.raw.once('close', end);
    reply.raw.once('close', end);
    const counters = await readCounters(deps.db, member, [...asked.keys()]).catch((error: unknown) => {
      end();
      throw error;
    });
    // The client has disconnected in the meantime.
    if (request.raw.destroyed || reply.raw.destroyed) return reply.hijack();
    const seen = [...counters.values()].filter((c) => c.visible && c.rev !== null);
    const missed = seen.filter((c) => early.includes(c.scope) || (c.rev ?? 0) > (asked.get(c.scope) ?? Infinity));
    reply.hijack();
    const stream = beginStream(reply.raw, deps.heartbeatMs);
    const send = (scopes: readonly Scope[]): void => stream.send(scopes.join(','));
    unsubscribe();
    unsubscribe = deps.pokes.subscribe(
      seen.map((c) => c.scope),
      send,
    );
    if (missed.length > 0) send(missed.map((c) => c.scope));
    return reply;
  });
}
