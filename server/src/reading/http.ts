/** Bodies of texts: those of the shelf for everybody, those of a member's own links for that member. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { TextBody } from '@egoejo/shared/reading/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { sendCacheable } from '../platform/http/cached-reply.ts';

const STORY = `select s.id, s.title, t.pages, s.words, s.licence, s.authors, s.source from story s
  join story_text t on t.id = s.id where s.id = $1 and s.state = 'published'`;
const ITEM = `select i.id, i.title, t.pages, i.words, i.licence, t.authors, i.url as source
  from reading_item i join reading_text t on t.member = i.member and t.id = i.id where i.member = $1 and i.id = $2`;

export const storyText = async (db: Queryable, id: string): Promise<TextBody | undefined> =>
  (await db.query<TextBody>(STORY, [id]))[0];
export const itemText = async (db: Queryable, member: MemberId, id: string): Promise<TextBody | undefined> =>
  (await db.query<TextBody>(ITEM, [member, id]))[0];

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  { db, limits }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get<{ Params: { id: string } }>('/api/public/stories/:id/text', async (request, reply) => {
    limits.public.take(request.ip);
    const body = isId(request.params.id) ? await storyText(db, request.params.id) : undefined;
    if (!body) throw new AppError('reading.unknown_story', {}, 404);
    return sendCacheable(request, reply, body, 'public, max-age=300');
  });
  app.get<{ Params: { id: string } }>('/api/reading/items/:id/text', async (request, reply) => {
    limits.public.take(request.ip);
    const member = await identify(request);
    if (!member) throw new AppError('sync.unauthenticated');
    const body = isId(request.params.id) ? await itemText(db, member, request.params.id) : undefined;
    if (!body) throw new AppError('reading.unknown_item', {}, 404);
    return sendCacheable(request, reply, body, 'private, no-store');
  });
}
