/** The pages about the member: account, acts, data, settings. */
import { createRoute } from '@tanstack/react-router';
import { officePage, page } from '../pages.ts';
import { up } from './root.ts';

export const memberRoutes = [
  createRoute({
    getParentRoute: up,
    path: '/moi/impact',
    component: page(() => import('../../impact/pages/MyImpactPage.tsx'), 'MyImpactPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi',
    component: page(() => import('../../accounts/pages/MePage.tsx'), 'MePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/notifications',
    component: page(() => import('../../notifications/pages/NotificationsPage.tsx'), 'NotificationsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/activite',
    component: page(() => import('../../activity/pages/ActivityPage.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/donnees',
    component: page(() => import('../../accounts/pages/DataPage.tsx'), 'DataPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/reglages',
    component: page(() => import('../../accounts/pages/SettingsPage.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/securite',
    component: officePage(() => import('../../accounts/pages/SecurityPage.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/profil',
    component: page(() => import('../../accounts/pages/ProfilePage.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/inviter',
    component: page(() => import('../../invitations/pages/InvitePage.tsx'), 'InvitePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/quitter',
    component: page(() => import('../../accounts/pages/SignOutPage.tsx'), 'SignOutPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/aide',
    component: page(() => import('../../accounts/pages/HelpPage.tsx'), 'HelpPage'),
  }),
] as const;
