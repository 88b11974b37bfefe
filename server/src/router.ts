/** All tRPC procedures of the product; the client imports only their types. */
import { accountsRouter } from './accounts/router.ts';
import { partnersRouter } from './http/partner-router.ts';
import { administrationRouter } from './administration/router.ts';
import { catalogueRouter } from './catalogue/router.ts';
import { channelsRouter } from './channels/router.ts';
import { commentsRouter } from './comments/router.ts';
import { communitiesRouter } from './communities/router.ts';
import { installationRouter } from './installation/router.ts';
import { invitationsRouter } from './invitations/router.ts';
import { router } from './platform/http/trpc.ts';
import { pollsRouter } from './polls/router.ts';
import { projectsRouter } from './projects/router.ts';
import { entitySources } from './registry.ts';
import { roomsRouter } from './rooms/router.ts';
import { sakaRouter } from './saka/router.ts';
import { searchRouter } from './search/router.ts';
import { createSyncRouter } from './sync/exchange/router.ts';

export const appRouter = router({
  accounts: accountsRouter,
  administration: administrationRouter,
  catalogue: catalogueRouter,
  channels: channelsRouter,
  comments: commentsRouter,
  communities: communitiesRouter,
  installation: installationRouter,
  invitations: invitationsRouter,
  partners: partnersRouter,
  polls: pollsRouter,
  projects: projectsRouter,
  rooms: roomsRouter,
  saka: sakaRouter,
  search: searchRouter,
  sync: createSyncRouter(entitySources),
});
export type AppRouter = typeof appRouter;
