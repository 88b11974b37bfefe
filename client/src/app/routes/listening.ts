/** The pages of tracks, playlists, shows and releases, and of what was heard. */
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
    path: '/ecouter/$id/paroles',
    beforeLoad: withId,
    component: memberPage(
      ahead(() => import('../../tracks/pages/TrackWordsPage.tsx')),
      'TrackWordsPage',
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
  createRoute({
    getParentRoute: up,
    path: '/ecouter/artistes/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../tracks/pages/ArtistPage.tsx')),
      'ArtistPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/sorties/{-$id}',
    component: memberPage(
      ahead(() => import('../../releases/pages/ReleasePage.tsx')),
      'ReleasePage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/ecoutes',
    component: memberPage(
      ahead(() => import('../../plays/pages/HeardPage.tsx')),
      'HeardPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/atelier',
    component: memberPage(
      ahead(() => import('../../plays/pages/DeskPage.tsx')),
      'DeskPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/ecouter/atelier/$id',
    beforeLoad: withId,
    component: memberPage(
      ahead(() => import('../../plays/pages/TrackFiguresPage.tsx')),
      'TrackFiguresPage',
    ),
  }),
] as const;
