/** All tRPC procedures of the product; the client knows them by type alone. */
import { accountsRouter } from './accounts/router.ts';
import { partnersRouter } from './http/partner-router.ts';
import { administrationRouter } from './administration/router.ts';
import { installationRouter } from './installation/router.ts';
import { mailRouter } from './mail/router.ts';
import { invitationsRouter } from './invitations/router.ts';
import { router } from './platform/trpc.ts';
import { pollsRouter } from './polls/router.ts';
import { projectsRouter } from './projects/router.ts';
import { sakaRouter } from './saka/router.ts';

export const appRouter = router({
  accounts: accountsRouter,
  administration: administrationRouter,
  installation: installationRouter,
  invitations: invitationsRouter,
  mail: mailRouter,
  partners: partnersRouter,
  polls: pollsRouter,
  projects: projectsRouter,
  saka: sakaRouter,
});
export type AppRouter = typeof appRouter;
