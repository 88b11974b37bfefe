/** The reads open to everyone and to partners. */
import type * as z from 'zod';
import type { ZodMiniType } from 'zod/mini';
import { projectImpact } from '@egoejo/shared/impact/model.ts';
import {
  publicProject,
  publicProjectList,
  publicProjectSearch,
  publicProjectText,
} from '@egoejo/shared/projects/public.ts';
import { listQuery, searchQuery } from '../projects/http.ts';
import { SAKA_READS } from '../saka/http.ts';
import { PARTNER_READS } from './partner-http.ts';

export interface Read {
  /** In Fastify's notation. */
  path: string;
  seconds: number;
  answer: ZodMiniType;
  query?: z.ZodType;
  scope?: string;
}

/** All documented reads; a test requests each of them and checks its answer. */
export const READS: readonly Read[] = [
  ...SAKA_READS.map((r) => ({ path: `/api/public/saka/${r.path}`, seconds: r.seconds, answer: r.answer })),
  { path: '/api/public/projects', seconds: 60, answer: publicProjectList, query: listQuery },
  { path: '/api/public/projects/search', seconds: 60, answer: publicProjectSearch, query: searchQuery },
  { path: '/api/public/projects/:id', seconds: 60, answer: publicProject },
  { path: '/api/public/projects/:id/text', seconds: 60, answer: publicProjectText },
  { path: '/api/public/impact/projects/:id', seconds: 60, answer: projectImpact },
  ...PARTNER_READS.map((r) => ({
    path: `/api/partner/v1/${r.path}`,
    seconds: r.seconds,
    answer: r.answer,
    scope: r.scope,
    ...(r.listed && { query: listQuery }),
  })),
];
