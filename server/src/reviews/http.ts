/** The reviews of a work, by others. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendCacheable } from '../platform/http/cached-reply.ts';
import type { Deps } from '../platform/deps.ts';
import { reviewsOf } from './queries.ts';

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  deps: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get<{ Params: { id: string }; Querystring: { after?: string } }>(
    '/api/catalogue/works/:id/reviews',
    async (request, reply) => {
      deps.limits.public.take(request.ip);
      const page = await reviewsOf(deps.db, request.params.id, await identify(request), request.query.after);
      if (!page) throw new AppError('catalogue.unknown', {}, 404);
      return sendCacheable(request, reply, page, 'private, max-age=60');
    },
  );
}
