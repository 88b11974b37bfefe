/**
 * The real server with one procedure more: an authenticated `select 1`, the least a call of ours can do. For the exchange benches;
 * started as `main.ts` is.
 */
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { bearerOf, verifyAccess } from '../src/accounts/tokens.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { openDatabase } from '../src/platform/open-database.ts';
import { memberProcedure, router } from '../src/platform/trpc.ts';
import { buildApp, createDeps } from '../src/server.ts';
import { openCombiner } from '../src/sync/combiner.ts';

const trivial = router({
  trivial: memberProcedure.query(async ({ ctx }) => {
    const [row] = await ctx.deps.db.query<{ one: number }>('select 1 as one');
    return row;
  }),
});

const config = readConfig(process.env);
const db = await openDatabase(config);
const deps = await createDeps(config, db, createLog(config.logLevel));
const combiner = openCombiner(db, () => undefined, (error) => deps.reports.bug(error, { route: 'combiner' }));
const app = await buildApp(deps, combiner);
await app.register(fastifyTRPCPlugin, {
  prefix: '/bench',
  trpcOptions: {
    router: trivial,
    async createContext({ req, res }) {
      const token = bearerOf(req.headers);
      return { deps, request: req, reply: res, identity: token === undefined ? null : await verifyAccess(deps.keys, token) };
    },
  },
} satisfies FastifyTRPCPluginOptions<typeof trivial>);
await app.listen({ port: config.port, host: config.host });
process.once('SIGTERM', () => void app.close().then(() => combiner.close()).then(() => db.close()).then(() => process.exit(0)));
console.log(`ready on http://${config.host}:${config.port}`);
