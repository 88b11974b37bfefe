/** `POST /sync/exchange`: one exchange as newline-delimited JSON. */
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isTransient } from '../../platform/database/transient.ts';
import { readRequest } from './request.ts';
import { createExchangeService, type ExchangeService, type Refusal } from './serve.ts';
import type { ExchangeServiceDeps } from './exchange-deps.ts';
import { AnswerStream } from '../pull/answer-stream.ts';
import { isBeginning } from '../pull/positions.ts';
import { unpacked } from './packed-request.ts';

/** HTTP status of a refusal; 400 where none is named. */
export const STATUS: Readonly<Record<string, number>> = {
  'sync.unauthenticated': 401,
  'sync.wrong_member': 409,
  'sync.unknown_device': 409,
  'sync.upgrade_required': 426,
  'sync.rate_limited': 429,
  'sync.read_only': 503,
  'sync.too_many_mutations': 413,
  'sync.too_large': 413,
  'sync.mutation_too_large': 413,
};

/** `params.seconds` is when to retry; it also goes into Retry-After. */
const refuse = (reply: FastifyReply, error: Refusal) => {
  if (error.params['seconds'] !== undefined) void reply.header('retry-after', String(error.params['seconds']));
  return reply.code(STATUS[error.code] ?? 400).send({ error });
};

/** Registers the route. @param service left out: a new one with its own admission */
export function syncRoutes(
  app: FastifyInstance,
  deps: ExchangeServiceDeps,
  service: ExchangeService = createExchangeService(deps),
): void {
  app.post(
    '/sync/exchange',
    {
      bodyLimit: LIMITS.exchangeBytes,
      preParsing: unpacked,
      onRequest: async (request, reply) => {
        void reply.header('accept-encoding', 'gzip');
        const refusal = service.refuseEarly(request);
        return refusal ? refuse(reply, refusal) : undefined;
      },
    },
    async (request, reply) => {
      const read = readRequest(request.body, deps.sources);
      if (!read.ok) return refuse(reply, read.error);
      const asked = read.value;
      const whole = asked.cursors.some((c) => c.from !== undefined || isBeginning(c));
      const answer = new AnswerStream(reply, request.headers['accept-encoding'] ?? '', whole);
      const write = (line: string, flush: boolean): Promise<void> => answer.write(line, flush);
      const refusal = await service.serve(request, reply, asked, write).catch((error: unknown) => {
        // The verdicts are sent without the changes and without an end, by which the device knows that it is cut short.
        if (answer.owes) {
          if (!isTransient(error)) deps.onThrow(error, 'exchange');
          return null;
        }
        // The status was sent with the first flush; breaking the stream says the same.
        answer.breakOff();
        throw error;
      });
      return refusal ? refuse(reply, refusal) : answer.end();
    },
  );
}
