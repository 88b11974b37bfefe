/**
 * Public figures of SAKA: statistics, cycles and most supported projects are cached for 300 s, the Silo for 180 s
 * (R13).
 */
import type * as z from 'zod/mini';
import { publicCycles, publicSilo, publicStats, publicTop } from '@egoejo/shared/saka/public.ts';
import type { Routes } from '../platform/deps.ts';
import { sendPrepared } from '../platform/http/cached-reply.ts';
import type { Config } from '../platform/config/config.ts';
import type { Queryable } from '../platform/database/database.ts';
import { createMemo } from '../platform/http/memo.ts';
import { CYCLE_FIGURES } from './model.ts';
import { sakaCycles, sakaSilo, sakaStats, topProjects } from './public.ts';

/** A public read; its answer is checked against the schema before it is sent. */
interface PublicRead {
  path: string;
  seconds: number;
  answer: z.ZodMiniType;
  read: (db: Queryable, config: Config) => Promise<unknown>;
}
export const SAKA_READS: readonly PublicRead[] = [
  { path: 'stats', seconds: 300, answer: publicStats, read: sakaStats },
  { path: 'cycles', seconds: 300, answer: publicCycles, read: sakaCycles },
  { path: 'silo', seconds: 180, answer: publicSilo, read: sakaSilo },
  { path: 'top-projects', seconds: 300, answer: publicTop, read: topProjects },
];

export const routes: Routes = (app, { db, config, limits, pokes }) => {
  const memo = createMemo(
    pokes,
    (scope) => scope === 'public' || scope === CYCLE_FIGURES || scope.startsWith('community:'),
  );
  for (const { path, seconds, answer, read } of SAKA_READS) {
    app.get(`/api/public/saka/${path}`, async (request, reply) => {
      limits.public.take(request.ip);
      return sendPrepared(
        request,
        reply,
        await memo.of(path, seconds, async () => answer.parse(await read(db, config))),
        `public, max-age=${seconds}`,
      );
    });
  }
};
