/** Public HTTP routes that read projects: lists are cached for 60 s, with an ETag (R13). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendCacheable, sendPrepared } from '../platform/http/cached-reply.ts';
import type { Deps } from '../platform/deps.ts';
import { createMemo } from '../platform/http/memo.ts';
import { listProjects, readCursor, sorts } from './public-list.ts';
import { projectText, publicProject } from './public.ts';
import { searchProjects } from './public-search.ts';

const SECONDS = 60;
const CACHE = `public, max-age=${SECONDS}`;
const id = z.string().refine(isId);
export const listQuery = z.object({
  after: z.string().max(200).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  community: id.nullable().default(null),
  sort: z.enum(sorts).default('score'),
});
export const searchQuery = z.object({
  q: z.string().max(100),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('sync.bad_args', { field: String(parsed.error.issues[0]?.path[0] ?? '') });
}

/** The validated query of a list, with the position of the page. @throws AppError `sync.bad_args`. */
export function readListQuery(given: unknown) {
  const { after, ...query } = read(listQuery, given);
  const cursor = after === null ? null : readCursor(after, query.sort);
  if (after !== null && cursor === null) throw new AppError('sync.bad_args', { field: 'after' });
  return { ...query, cursor };
}

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  deps: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  const { db, limits, pokes, previews } = deps;
  const memo = createMemo(pokes, (scope) => scope === 'public' || scope.startsWith('community:'));
  const count = (request: FastifyRequest): void => limits.public.take(request.ip);

  app.get('/api/public/projects', async (request, reply) => {
    count(request);
    const { cursor, ...query } = readListQuery(request.query);
    const answer = await memo.of(JSON.stringify([query, cursor]), SECONDS, () => listProjects(db, query, cursor));
    return sendPrepared(request, reply, answer, CACHE);
  });

  app.get('/api/public/projects/search', async (request, reply) => {
    count(request);
    const { q, limit } = read(searchQuery, request.query);
    const answer = await memo.of(JSON.stringify(['search', q, limit]), SECONDS, () => searchProjects(db, q, limit));
    return sendPrepared(request, reply, answer, CACHE);
  });

  app.get<{ Params: { id: string } }>('/api/public/projects/:id', async (request, reply) => {
    count(request);
    const project = isId(request.params.id) ? await publicProject(db, request.params.id) : undefined;
    if (!project) throw new AppError('project.unknown', {}, 404);
    return sendCacheable(request, reply, project, CACHE);
  });

  app.get<{ Params: { id: string } }>('/api/public/projects/:id/text', async (request, reply) => {
    count(request);
    const member = await identify(request);
    const body = isId(request.params.id) ? await projectText(db, request.params.id, member) : undefined;
    if (!body) throw new AppError('project.unknown', {}, 404);
    return sendCacheable(
      request,
      reply,
      { id: body.id, text: body.text },
      body.open ? CACHE : `private, max-age=${SECONDS}`,
    );
  });

  previews.add('/projets/:id', async (given) => {
    const project = isId(given) ? await publicProject(db, given) : undefined;
    return project
      ? {
          title: project.title,
          description: project.summary || project.communityName,
          picture: project.picture && `/media/pictures/${project.picture}-m.webp`,
        }
      : null;
  });
}
