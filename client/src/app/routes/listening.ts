/** The pages of tracks, playlists and shows. */
import { createRoute } from '@tanstack/react-router';
import { ahead, memberPage, page } from './pages.ts';
import { up, withId } from './root.ts';

export const listeningRoutes = [
  createRoute({
    getParentRoute: up,
    path: '/ecouter',
    component: page(
      ahead(() => import('../../tracks/pages/ListenPage.tsx')),
      'ListenPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/ajouter',
    component: memberPage(
      ahead(() => import('../../tracks/pages/AddTracksPage.tsx')),
      'AddTracksPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../tracks/pages/TrackPage.tsx')),
      'TrackPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/$id/changer',
    beforeLoad: withId,
    component: memberPage(
      ahead(() => import('../../tracks/pages/EditTrackPage.tsx')),
      'EditTrackPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/listes',
    component: page(
      ahead(() => import('../../playlists/pages/PlaylistsPage.tsx')),
      'PlaylistsPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/listes/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../playlists/pages/PlaylistPage.tsx')),
      'PlaylistPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/aimes',
    component: memberPage(
      ahead(() => import('../../playlists/pages/LikesPage.tsx')),
      'LikesPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/emissions',
    component: page(
      ahead(() => import('../../shows/pages/ShowsPage.tsx')),
      'ShowsPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/emissions/ajouter',
    component: memberPage(
      ahead(() => import('../../shows/pages/AddShowPage.tsx')),
      'AddShowPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/emissions/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../shows/pages/ShowPage.tsx')),
      'ShowPage',
    ),
  }),
] as const;
