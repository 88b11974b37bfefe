/** The pages about the member: account, acts, data, settings. */
import { createRoute } from '@tanstack/react-router';
import { ahead, memberPage, officePage, page } from './pages.ts';
import { up } from './root.ts';

/** The list of these pages, with each beside it on a wide screen. */
const me = createRoute({
  getParentRoute: up,
  id: 'member',
  component: page(() => import('../../accounts/pages/MePage.tsx'), 'MePage'),
});
const inMe = () => me;

export const memberRoutes = me.addChildren([
  createRoute({
    getParentRoute: inMe,
    path: '/moi/impact',
    component: page(
      ahead(() => import('../../impact/pages/MyImpactPage.tsx')),
      'MyImpactPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi',
    component: page(() => import('../../accounts/pages/ProfilePage.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/notifications',
    component: page(
      ahead(() => import('../../notifications/pages/NotificationsPage.tsx')),
      'NotificationsPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/activite',
    component: page(() => import('../../activity/pages/ActivityPage.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/donnees',
    component: page(
      ahead(() => import('../../accounts/pages/DataPage.tsx')),
      'DataPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/reglages',
    component: page(
      ahead(() => import('../../accounts/pages/SettingsPage.tsx')),
      'SettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/bloques',
    component: memberPage(
      ahead(() => import('../../blocks/pages/BlockedPage.tsx')),
      'BlockedPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/securite',
    component: officePage(() => import('../pages/SecurityPage.tsx'), 'SecurityWithApps'),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/profil',
    component: memberPage(() => import('../../accounts/pages/ProfilePage.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/inviter',
    component: page(
      ahead(() => import('../../invitations/pages/InvitePage.tsx')),
      'InvitePage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/moi/quitter',
    component: memberPage(
      ahead(() => import('../../accounts/pages/SignOutPage.tsx')),
      'SignOutPage',
    ),
  }),
  createRoute({
    getParentRoute: inMe,
    path: '/aide',
    component: page(
      ahead(() => import('../../accounts/pages/HelpPage.tsx')),
      'HelpPage',
    ),
  }),
]);
