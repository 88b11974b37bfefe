/** All tRPC procedures of the product; the client knows them by type alone. */
import { accountsRouter } from './accounts/router.ts';
import { installationRouter } from './installation/router.ts';
import { router } from './platform/trpc.ts';

export const appRouter = router({
  accounts: accountsRouter,
  installation: installationRouter,
});
export type AppRouter = typeof appRouter;
