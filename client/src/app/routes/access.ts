/** The pages that lead to an account: sign-in, sign-up, forgotten password, invitation. */
import { createRoute } from '@tanstack/react-router';
import { ahead, page } from './pages.ts';
import { fromProvider, withNext } from './search-params.ts';
import { up } from './root.ts';

export const accessRoutes = [
  createRoute({
    getParentRoute: up,
    path: '/invitation',
    component: page(
      ahead(() => import('../../invitations/pages/InvitationPage.tsx')),
      'InvitationPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/invitation/$code',
    component: page(
      ahead(() => import('../../invitations/pages/InvitationPage.tsx')),
      'InvitationPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/connexion',
    validateSearch: fromProvider,
    component: page(() => import('../../accounts/pages/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/inscription',
    validateSearch: withNext,
    component: page(() => import('../../accounts/pages/SignUpPage.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/mot-de-passe',
    validateSearch: withNext,
    component: page(() => import('../../accounts/pages/ResetPage.tsx'), 'ResetPage'),
  }),
] as const;
