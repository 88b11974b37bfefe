/** The public 4P of a project (R13): money and grains are read separately and are combined only in the answer (R1). */
import { projectImpact, type ProjectImpact } from '@egoejo/shared/impact/model.ts';
import { isId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendPrepared } from '../platform/http/cached-reply.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Routes } from '../platform/deps.ts';
import { createMemo } from '../platform/http/memo.ts';
import { pledgedOn } from './euros.ts';
import { grainsOfProject } from './grains.ts';

const SECONDS = 60;

/** @throws AppError `project.unknown` for a project that is not public. */
export async function impactOfProject(db: Queryable, id: string): Promise<ProjectImpact> {
  const grains = isId(id) ? await grainsOfProject(db, id) : undefined;
  if (!grains) throw new AppError('project.unknown', {}, 404);
  const pledged = await pledgedOn(id);
  return projectImpact.parse({
    project: id,
    title: grains.title,
    asOf: grains.asOf,
    p1: { unit: 'euro cents', pledged },
    p2: { unit: 'grains', planted: grains.planted },
    p3: { proxy: 'supporters', count: grains.supporters },
    p4: { proxy: 'votes it stands in', count: grains.votes },
  });
}

export const routes: Routes = (app, { db, limits, pokes }) => {
  const memo = createMemo(
    pokes,
    (scope) => scope === 'public' || scope.startsWith('community:') || scope.startsWith('polls:'),
  );
  app.get<{ Params: { id: string } }>('/api/public/impact/projects/:id', async (request, reply) => {
    limits.public.take(request.ip);
    return sendPrepared(
      request,
      reply,
      await memo.of(request.params.id, SECONDS, () => impactOfProject(db, request.params.id)),
      `public, max-age=${SECONDS}`,
    );
  });
};
