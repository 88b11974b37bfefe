/**
 * `/api/partner/v1/*`: the public reads for partners, by token, each limited to a scope and with a separate rate limit
 * (R13).
 */
import type * as z from 'zod/mini';
import { projectImpact } from '@egoejo/shared/impact/model.ts';
import { PARTNER_PER_MINUTE, type PartnerScope } from '@egoejo/shared/partners/model.ts';
import { isId } from '@egoejo/shared/platform/ids.ts';
import { publicProject as publicProjectAnswer, publicProjectList } from '@egoejo/shared/projects/public.ts';
import { impactOfProject } from '../impact/http.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendPrepared } from '../platform/http/cached-reply.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Routes } from '../platform/deps.ts';
import { createLimiter } from '../platform/limits/limits.ts';
import { createMemo } from '../platform/http/memo.ts';
import { readListQuery } from '../projects/http.ts';
import { listProjects } from '../projects/public-list.ts';
import { publicProject } from '../projects/public.ts';
import { SAKA_READS } from '../saka/http.ts';
import { CYCLE_FIGURES } from '../saka/model.ts';
import { partnerOf } from './partner-tokens.ts';

interface Asked {
  id: string;
  query: unknown;
}
interface PartnerRead {
  path: string;
  scope: PartnerScope;
  seconds: number;
  answer: z.ZodMiniType;
  /** Whether it accepts the query parameters of project lists. */
  listed?: boolean;
  read: (db: Database, asked: Asked, config: Config) => Promise<unknown>;
}
export const PARTNER_READS: readonly PartnerRead[] = [
  ...SAKA_READS.map((r): PartnerRead => ({
    path: `saka/${r.path}`,
    scope: 'saka',
    seconds: r.seconds,
    answer: r.answer,
    read: (db, _asked, config) => r.read(db, config),
  })),
  {
    path: 'projects',
    scope: 'projects',
    seconds: 60,
    answer: publicProjectList,
    listed: true,
    read: (db, { query }) => {
      const { cursor, ...asked } = readListQuery(query);
      return listProjects(db, asked, cursor);
    },
  },
  {
    path: 'projects/:id',
    scope: 'projects',
    seconds: 60,
    answer: publicProjectAnswer,
    read: async (db, { id }) => {
      const project = isId(id) ? await publicProject(db, id) : undefined;
      if (!project) throw new AppError('project.unknown', {}, 404);
      return project;
    },
  },
  {
    path: 'impact/projects/:id',
    scope: 'impact',
    seconds: 60,
    answer: projectImpact,
    read: (db, { id }) => impactOfProject(db, id),
  },
];

export const routes: Routes = (app, { db, config, limits, pokes }) => {
  const memo = createMemo(
    pokes,
    (scope) =>
      scope === 'public' || scope === CYCLE_FIGURES || scope.startsWith('community:') || scope.startsWith('polls:'),
  );
  const perToken = createLimiter(PARTNER_PER_MINUTE.usual, 'sync.rate_limited');
  for (const { path, scope, seconds, answer, read } of PARTNER_READS) {
    app.get<{ Params: { id?: string } }>(`/api/partner/v1/${path}`, async (request, reply) => {
      // A request without a valid token is counted by address, like all requests without an account.
      const partner = await partnerOf(db, request.headers.authorization).catch((error: unknown) => {
        limits.public.take(request.ip);
        throw error;
      });
      perToken.take(partner.id, partner.perMinute);
      if (!partner.scopes.includes(scope)) throw new AppError('partner.out_of_scope', { scope }, 403);
      const asked: Asked = { id: request.params.id ?? '', query: request.query };
      const prepared = await memo.of(JSON.stringify([path, asked]), seconds, async () =>
        answer.parse(await read(db, asked, config)),
      );
      return sendPrepared(request, reply, prepared, `private, max-age=${seconds}`);
    });
  }
};
