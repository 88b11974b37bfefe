/** All routes of the app. Pages are lazy; each waits for the sync engine and the messages. */
import { createRoute } from '@tanstack/react-router';
import { FirstHome } from '../../home/first-pages.tsx';
import { accessRoutes } from './access.ts';
import { contentRoutes } from './content.ts';
import { listeningRoutes } from './listening.ts';
import { memberRoutes } from './member.ts';
import { officeRoutes } from './office.ts';
import { root, up } from './root.ts';

export const routeTree = root.addChildren([
  createRoute({ getParentRoute: up, path: '/', component: FirstHome }),
  ...contentRoutes,
  ...listeningRoutes,
  memberRoutes,
  ...accessRoutes,
  ...officeRoutes,
]);
