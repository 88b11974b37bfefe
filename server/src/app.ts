/** The whole app with its routes. */
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import type { FastifyInstance } from 'fastify';
import { bearerOf, verifyAccess } from './accounts/sessions/tokens.ts';
import * as features from './features.ts';
import { AppError } from './platform/http/app-error.ts';
import { addPages } from './http/app-pages.ts';
import type { ServerDeps } from './create-deps.ts';
import { addBookFrame } from './http/book-frame.ts';
import { addHealth } from './http/health.ts';
import { createApp } from './platform/http/http.ts';
import { appRouter, type AppRouter } from './router.ts';
import type { Combiner } from './sync/rows/combiner.ts';
import { syncRoutes } from './sync/exchange/http.ts';
import { liveRoute } from './sync/live/live-http.ts';
import { createExchangeService } from './sync/exchange/serve.ts';
import { syncDeps } from './sync-deps.ts';

/**
 * The whole app with its routes, not yet listening; tests call it by `inject`. @param dist the built client, if it is
 * not in the default place.
 */
export async function buildApp(
  deps: ServerDeps,
  combiner: Pick<Combiner, 'kick'>,
  dist?: string,
): Promise<FastifyInstance> {
  const app = await createApp(deps);
  addBookFrame(app);
  addHealth(app, deps);
  const sync = syncDeps(deps, combiner);
  const exchanges = createExchangeService(sync);
  app.addHook('onRequest', async (request) => {
    // The decoded names of the called procedures.
    const { path } = request.params as { path?: string };
    if (path?.split(',').includes('sync.exchange') !== true) return;
    if (request.headers['content-length'] === undefined) throw new AppError('sync.bad_request', { reason: 'length' });
    const refusal = exchanges.refuseEarly(request);
    if (refusal) throw new AppError(refusal.code, refusal.params);
  });
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: MOST_CALLS,
      async createContext({ req, res }) {
        void res.header('cache-control', 'no-store');
        const token = bearerOf(req.headers);
        return {
          deps,
          request: req,
          reply: res,
          exchanges,
          identity: token === undefined ? null : await verifyAccess(deps.keys, token),
        };
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
  syncRoutes(app, sync, exchanges);
  liveRoute(app, sync);
  for (const add of features.routes) add(app, deps);
  await addPages(app, deps, dist);
  return app;
}
