/** The pages for animators and operators. */
import { createRoute } from '@tanstack/react-router';
import { officePage, staffPage } from './pages.ts';
import { up, withId } from './root.ts';

const administration = officePage(
  () => import('../../administration/pages/AdministrationPage.tsx'),
  'AdministrationPage',
);

export const officeRoutes = [
  createRoute({
    getParentRoute: up,
    path: '/cycle/saisons',
    component: officePage(() => import('../../saka/pages/SeasonsPage.tsx'), 'SeasonsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/animer',
    component: officePage(() => import('../../animate/pages/AnimatePage.tsx'), 'AnimatePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/animer/importer',
    component: officePage(() => import('../../animate/pages/ImportProjectsPage.tsx'), 'ImportProjectsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/animer/livres',
    component: officePage(() => import('../../administration/pages/ImportBooksPage.tsx'), 'ImportBooksPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/animer/signalements',
    component: officePage(() => import('../../moderation/pages/QueuePage.tsx'), 'QueuePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/nouvelle',
    component: officePage(() => import('../../communities/pages/NewCommunityPage.tsx'), 'NewCommunityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/modifier',
    beforeLoad: withId,
    component: officePage(() => import('../../communities/pages/EditCommunityPage.tsx'), 'EditCommunityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/membres',
    beforeLoad: withId,
    component: officePage(() => import('../../communities/pages/MembersPage.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/annoncer',
    beforeLoad: withId,
    component: officePage(() => import('../../notifications/pages/AnnouncePage.tsx'), 'AnnouncePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/constellation',
    beforeLoad: withId,
    component: officePage(() => import('../../constellation/pages/ConceptsPage.tsx'), 'ConceptsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/administration/annoncer',
    component: officePage(() => import('../../notifications/pages/AnnouncePage.tsx'), 'AnnounceToAllPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/chiffres',
    beforeLoad: withId,
    component: officePage(() => import('../../communities/pages/FiguresPage.tsx'), 'FiguresPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id/affiche',
    beforeLoad: withId,
    component: officePage(() => import('../../communities/pages/PosterPage.tsx'), 'PosterPage'),
  }),
  createRoute({ getParentRoute: up, path: '/administration', component: administration }),
  createRoute({ getParentRoute: up, path: '/administration/$part', component: administration }),
  createRoute({
    getParentRoute: up,
    path: '/installation',
    component: staffPage(() => import('../../accounts/pages/InstallationPage.tsx'), 'InstallationPage'),
  }),
] as const;
