/** Who answered a meeting, for those who organise it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ANSWERS_LISTED, type AnswerList } from '@egoejo/shared/meetings/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import { answersTo } from './queries.ts';

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  deps: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get<{ Params: { id: string } }>('/api/meetings/:id/answers', async (request, reply): Promise<AnswerList> => {
    deps.limits.public.take(request.ip);
    const found = await answersTo(deps.db, request.params.id, await identify(request));
    if (!found) throw new AppError('meeting.unknown', {}, 404);
    void reply.header('cache-control', 'no-store');
    return { answers: found.slice(0, ANSWERS_LISTED), more: found.length > ANSWERS_LISTED };
  });
}
