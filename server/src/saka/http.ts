/** Public figures of SAKA: statistics, cycles and best fed projects for 300 s, the Silo for 180 s (R13). */
import type { Routes } from '../platform/deps.ts';
import { sendPrepared } from '../platform/cached-reply.ts';
import type { Queryable } from '../platform/database.ts';
import { createMemo } from '../platform/memo.ts';
import { sakaCycles, sakaSilo, sakaStats, topProjects } from './public.ts';

const READS: readonly { path: string; seconds: number; read: (db: Queryable) => Promise<unknown> }[] = [
  { path: 'stats', seconds: 300, read: sakaStats },
  { path: 'cycles', seconds: 300, read: async (db) => ({ items: await sakaCycles(db) }) },
  { path: 'silo', seconds: 180, read: sakaSilo },
  { path: 'top-projects', seconds: 300, read: async (db) => ({ items: await topProjects(db) }) },
];

export const routes: Routes = (app, { db, limits, pokes }) => {
  const memo = createMemo(pokes, (scope) => scope === 'public' || scope.startsWith('community:'));
  for (const { path, seconds, read } of READS) {
    app.get(`/api/public/saka/${path}`, async (request, reply) => {
      limits.public.take(request.ip);
      return sendPrepared(request, reply, await memo.of(path, seconds, () => read(db)), `public, max-age=${seconds}`);
    });
  }
};
