/** All routes of the app. Pages are lazy; each waits for the sync engine and the messages. */
import { createRoute } from '@tanstack/react-router';
import { FirstHome } from '../home/first-pages.tsx';
import { accessRoutes } from './routes/access.ts';
import { contentRoutes } from './routes/content.ts';
import { memberRoutes } from './routes/member.ts';
import { officeRoutes } from './routes/office.ts';
import { root, up } from './routes/root.ts';

export const routeTree = root.addChildren([
  createRoute({ getParentRoute: up, path: '/', component: FirstHome }),
  ...contentRoutes,
  memberRoutes,
  ...accessRoutes,
  ...officeRoutes,
]);
