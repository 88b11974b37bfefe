/** The pages of projects, polls, reading, the cycle and communities. */
import { createRoute } from '@tanstack/react-router';
import { officePage, page } from '../pages.ts';
import { invitedBy, searched, shared } from '../search-params.ts';
import { up, withId } from './root.ts';

export const contentRoutes = [
  createRoute({
    getParentRoute: up,
    path: '/projets/$id',
    beforeLoad: withId,
    component: page(() => import('../ProjectWithComments.tsx'), 'ProjectWithComments'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/proposer',
    component: page(() => import('../../projects/pages/ProposePage.tsx'), 'ProposePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/revoir',
    beforeLoad: withId,
    component: page(() => import('../../projects/pages/RevisePage.tsx'), 'RevisePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/historique',
    beforeLoad: withId,
    component: page(() => import('../../projects/pages/HistoryPage.tsx'), 'HistoryPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes/$id',
    beforeLoad: withId,
    component: page(() => import('../../polls/pages/PollPage.tsx'), 'PollPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes/$id/affiche',
    beforeLoad: withId,
    component: page(() => import('../../polls/pages/ResultPosterPage.tsx'), 'ResultPosterPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire',
    component: page(() => import('../../reading/pages/ReadPage.tsx'), 'ReadPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/ecrire',
    component: officePage(() => import('../../reading/pages/WritePage.tsx'), 'WritePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/$id',
    beforeLoad: withId,
    component: page(() => import('../../reading/pages/ReaderPage.tsx'), 'ReaderPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/partager',
    validateSearch: shared,
    component: page(() => import('../../reading/pages/SharePage.tsx'), 'SharePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle',
    component: page(() => import('../../saka/pages/CyclePage.tsx'), 'CyclePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle/silo',
    component: page(() => import('../../saka/pages/SiloPage.tsx'), 'SiloPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/impact',
    beforeLoad: withId,
    component: page(() => import('../../impact/pages/ProjectImpactPage.tsx'), 'ProjectImpactPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/constellation',
    component: page(() => import('../../constellation/pages/ConstellationPage.tsx'), 'ConstellationPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes',
    component: page(() => import('../../polls/pages/PollsPage.tsx'), 'PollsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes',
    component: page(() => import('../../communities/pages/CommunitiesPage.tsx'), 'CommunitiesPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/rejoindre/$cle',
    validateSearch: invitedBy,
    component: page(() => import('../../communities/pages/JoinPage.tsx'), 'JoinPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id',
    beforeLoad: withId,
    component: page(() => import('../../communities/pages/CommunityPage.tsx'), 'CommunityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/recherche',
    validateSearch: searched,
    component: page(() => import('../../search/pages/SearchPage.tsx'), 'SearchPage'),
  }),
] as const;
