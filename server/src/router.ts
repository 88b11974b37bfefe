/** All tRPC procedures of the product; the client knows them by type alone. */
import { accountsRouter } from './accounts/router.ts';
import { installationRouter } from './installation/router.ts';
import { router } from './platform/trpc.ts';
import { pollsRouter } from './polls/router.ts';
import { projectsRouter } from './projects/router.ts';

export const appRouter = router({
  accounts: accountsRouter,
  installation: installationRouter,
  polls: pollsRouter,
  projects: projectsRouter,
});
export type AppRouter = typeof appRouter;
