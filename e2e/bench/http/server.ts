/**
 * The real server with one additional procedure, an authenticated `select 1`: the cheapest call possible. Used by the
 * exchange benchmarks and started like `main.ts`.
 */
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { bearerOf, verifyAccess } from '@egoejo/server/accounts/sessions/tokens.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import { createLog } from '@egoejo/server/platform/observability/log.ts';
import { openDatabase } from '@egoejo/server/platform/database/open-database.ts';
import { memberProcedure, router } from '@egoejo/server/platform/http/trpc.ts';
import { buildApp } from '@egoejo/server/app.ts';
import { createDeps } from '@egoejo/server/create-deps.ts';
import { syncDeps } from '@egoejo/server/sync-deps.ts';
import { openCombiner } from '@egoejo/server/sync/rows/combiner.ts';
import { createExchangeService } from '@egoejo/server/sync/exchange/serve.ts';

const trivial = router({
  trivial: memberProcedure.query(async ({ ctx }) => {
    const [row] = await ctx.deps.db.query<{ one: number }>('select 1 as one');
    return row;
  }),
});

const config = readConfig(process.env);
const db = await openDatabase(config);
const deps = await createDeps(config, db, createLog(config.logLevel));
const combiner = openCombiner(
  db,
  () => undefined,
  (error) => deps.reports.bug(error, { route: 'combiner' }),
);
const app = await buildApp(deps, combiner);
const exchanges = createExchangeService(syncDeps(deps, combiner));
await app.register(fastifyTRPCPlugin, {
  prefix: '/bench',
  trpcOptions: {
    router: trivial,
    async createContext({ req, res }) {
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
} satisfies FastifyTRPCPluginOptions<typeof trivial>);
await app.listen({ port: config.port, host: config.host });
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(() => combiner.close())
      .then(() => db.close())
      .then(() => process.exit(0)),
);
console.log(`ready on http://${config.host}:${config.port}`);
