/** `GET /api/pokes`: the event stream that names scopes that moved (S25). */
import { memberId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, scopePattern, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/http/app-error.ts';
import type { Pokes } from './pokes.ts';
import { readCounters } from '../pull/scope-counters.ts';
import type { ExchangeServiceDeps } from '../exchange/exchange-deps.ts';
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
    // Listen before the session and the counters are read, so that nothing falls between the two.
    const early = new Set<Scope>();
    const curtailed = new Set<MemberId>();
    const subscribed = [
      deps.pokes.subscribe([...asked.keys()], (moved) => moved.forEach((scope) => early.add(scope))),
      deps.pokes.onCurtailed((who) => void curtailed.add(who)),
    ];
    const end = (): void => subscribed.splice(0).forEach((off) => off());
    request.raw.once('close', end);
    reply.raw.once('close', end);
    try {
      const member = memberId.safeParse(await deps.identify(request)).data ?? null;
      const limited = deps.allow(request, member && { member });
      if (limited) throw new AppError('sync.rate_limited', { seconds: limited.retryAfter });
      // Reserve the place before the next database query, so that concurrent requests do not all find it free.
      const leave = streams.enter(request.ip, member);
      if (leave === null) throw new AppError('sync.rate_limited', { seconds: COME_BACK_S });
      subscribed.push(leave);
      const counters = await readCounters(deps.db, member, [...asked.keys()]);
      // The client has disconnected in the meantime.
      if (request.raw.destroyed || reply.raw.destroyed) {
        end();
        return reply.hijack();
      }
      const seen = [...counters.values()].filter((c) => c.visible && c.rev !== null);
      const missed = seen.filter((c) => early.has(c.scope) || (c.rev ?? 0) > (asked.get(c.scope) ?? Infinity));
      reply.hijack();
      const stream = beginStream(reply.raw, deps.heartbeatMs);
      const send = (scopes: readonly Scope[]): void => stream.send(scopes.join(','));
      if (missed.length > 0) send(missed.map((c) => c.scope));
      if (member && curtailed.has(member)) stream.end();
      const followed = seen.map((c) => c.scope);
      subscribed.push(
        deps.pokes.subscribe(followed, send),
        deps.pokes.onCurtailed((who) => {
          if (who !== member) return;
          // Any message makes the device start an exchange, which tells it what it may no longer see.
          send([memberScope(member)]);
          stream.end();
        }),
      );
      subscribed.splice(0, 2).forEach((off) => off());
      return reply;
    } catch (error) {
      end();
      throw error;
    }
  });
}
