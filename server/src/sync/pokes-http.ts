/** `GET /api/pokes`: the event stream that names scopes that moved (S25). */
import { memberId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { scopePattern } from '@egoejo/shared/sync/protocol.ts';
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

/** Registers the route. */
export function pokesRoute(app: FastifyInstance, deps: PokesDeps): void {
  const streams = deps.streams ?? createStreams();
  app.get('/api/pokes', async (request, reply) => {
    const { scopes: given } = request.query as Record<string, unknown>;
    const asked = (typeof given === 'string' ? given : '')
      .split(',')
      .filter((s) => scopePattern.test(s))
      .slice(0, 500);
    const member = memberId.safeParse(await deps.identify(request)).data ?? null;
    const limited = deps.allow(request, member && { member });
    if (limited) throw new AppError('sync.rate_limited', { seconds: limited.retryAfter });
    // Reserve the place before the first database query, so that concurrent requests do not all find it free.
    const leave = streams.enter(request.ip, member);
    if (leave === null) throw new AppError('sync.rate_limited', { seconds: COME_BACK_S });
    request.raw.once('close', leave);
    reply.raw.once('close', leave);
    const counters = await readCounters(deps.db, member, asked).catch((error: unknown) => {
      leave();
      throw error;
    });
    // The client has disconnected in the meantime.
    if (request.raw.destroyed || reply.raw.destroyed) return reply.hijack();
    const scopes = [...counters.values()].filter((c) => c.visible && c.rev !== null).map((c) => c.scope);
    reply.hijack();
    const stream = beginStream(reply.raw, deps.heartbeatMs);
    reply.raw.once(
      'close',
      deps.pokes.subscribe(scopes, (moved) => stream.send(moved.join(','))),
    );
    return reply;
  });
}
