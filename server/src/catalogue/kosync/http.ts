/** The sync of places as KOReader speaks it, under `/kosync` (B9). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import { asAppError } from '../../platform/http/http.ts';
import { refuseWhileReadOnly } from '../../platform/database/read-only.ts';
import { memberOfKey } from '../reader-tokens.ts';
import { FAULTS, isDocument, readPlace, type FaultName } from './model.ts';
import { pullPlace, pushPlace } from './places.ts';

/** The largest body, bytes. KOReader sends a few hundred. */
const BODY_LIMIT = 8 * 1024;

function refuse(reply: FastifyReply, fault: FaultName): FastifyReply {
  const { code, status, message } = FAULTS[fault];
  return reply.code(status).send({ code, message });
}

/** Answers a failure in the form of KOReader's own server: a number and a sentence. */
function answerFailure(deps: Deps, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  if (known.status === 500) deps.reports.bug(error, { route: `${request.method} ${request.routeOptions.url ?? ''}` });
  if (known.retryAfter !== undefined) void reply.header('retry-after', known.retryAfter);
  if (known.status === 400) return refuse(reply, 'notJson');
  const { code, message } = known.status >= 500 ? FAULTS.internal : FAULTS.invalid;
  return reply.code(known.status).send({ code, message });
}

const PREFIX = '/kosync';
const OPTIONS = { bodyLimit: BODY_LIMIT, config: { byPassword: true } } as const;

export function kosyncRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, limits } = deps;
  /** The member by the password of their reading apps; the name beside it may be anything. */
  const memberOf = async ({ headers }: FastifyRequest): Promise<MemberId | null> => {
    const key = headers['x-auth-key'];
    const member = typeof key === 'string' ? await memberOfKey(db, key) : null;
    if (member !== null) limits.exchange.take(member);
    return member;
  };

  const add = async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler((error, request, reply) => answerFailure(deps, error, request, reply));
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      limits.public.take(request.ip);
    });
    scope.get('/healthcheck', async () => ({ state: 'OK' }));
    scope.post('/users/create', OPTIONS, async (_request, reply) => refuse(reply, 'noAccounts'));
    scope.get('/users/auth', async (request, reply) =>
      (await memberOf(request)) === null ? refuse(reply, 'unauthorized') : { authorized: 'OK' },
    );
    scope.put('/syncs/progress', OPTIONS, async (request, reply) => {
      const member = await memberOf(request);
      if (member === null) return refuse(reply, 'unauthorized');
      const place = readPlace(request.body);
      if (typeof place === 'string') return refuse(reply, place);
      await refuseWhileReadOnly(db, deps.config, PREFIX);
      const timestamp = await pushPlace(deps, member, place);
      return timestamp === null ? refuse(reply, 'unauthorized') : { document: place.document, timestamp };
    });
    scope.get<{ Params: { document: string } }>('/syncs/progress/:document', async (request, reply) => {
      const member = await memberOf(request);
      if (member === null) return refuse(reply, 'unauthorized');
      if (!isDocument(request.params.document)) return refuse(reply, 'noDocument');
      const found = await pullPlace(db, member, request.params.document);
      if (!found) return {};
      const { deviceId, ...place } = found;
      return { ...place, ...(deviceId !== null && { device_id: deviceId }) };
    });
  };
  void app.register(add, { prefix: PREFIX });
}
