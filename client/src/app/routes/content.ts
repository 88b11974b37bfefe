/** The pages of projects, polls, reading, the cycle and communities. */
import { createRoute } from '@tanstack/react-router';
import { ahead, memberPage, officePage, page, staffPage } from './pages.ts';
import {
  atPlace,
  invitedBy,
  ofChallenge,
  ofClub,
  ofCommunity,
  ofManuscript,
  ofReceipt,
  ofMessage,
  ofRoom,
  searched,
  shared,
  whichList,
  writtenTo,
} from './search-params.ts';
import { NoneChosen, Projects } from '../pages/Projects.tsx';
import { up, withId } from './root.ts';

/** Polls, communities, books: lists with their items inside, as ListDetail shows them. */
const polls = createRoute({
  getParentRoute: up,
  path: '/votes',
  component: page(() => import('../../polls/pages/PollsPage.tsx'), 'PollsPage'),
});
const communities = createRoute({
  getParentRoute: up,
  path: '/communautes',
  component: page(
    ahead(() => import('../../communities/pages/CommunitiesPage.tsx')),
    'CommunitiesPage',
  ),
});
const catalogue = createRoute({
  getParentRoute: up,
  path: '/lire/catalogue',
  component: page(() => import('../../books/pages/CataloguePage.tsx'), 'CataloguePage'),
});
/** Meetings: the list, one of them, and their forms. */
const meetings = [
  createRoute({
    getParentRoute: up,
    path: '/rencontres',
    validateSearch: ofCommunity,
    component: page(
      ahead(() => import('../../meetings/pages/MeetingsPage.tsx')),
      'MeetingsPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/rencontres/nouvelle',
    validateSearch: ofCommunity,
    component: memberPage(
      ahead(() => import('../../meetings/pages/PlanMeetingPage.tsx')),
      'PlanMeetingPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/rencontres/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../meetings/pages/MeetingPage.tsx')),
      'MeetingPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/rencontres/$id/changer',
    beforeLoad: withId,
    component: memberPage(
      ahead(() => import('../../meetings/pages/EditMeetingPage.tsx')),
      'EditMeetingPage',
    ),
  }),
] as const;
/** Topics of the forum, and clubs. */
const talk = [
  createRoute({
    getParentRoute: up,
    path: '/forum',
    validateSearch: ofCommunity,
    component: page(
      ahead(() => import('../../forum/pages/ForumPage.tsx')),
      'ForumPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/forum/nouveau',
    validateSearch: ofCommunity,
    component: memberPage(
      ahead(() => import('../../forum/pages/NewTopicPage.tsx')),
      'NewTopicPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/forum/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../forum/pages/TopicPage.tsx')),
      'TopicPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/clubs',
    validateSearch: ofClub,
    component: page(
      ahead(() => import('../../clubs/pages/ClubsPage.tsx')),
      'ClubsPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/clubs/nouveau',
    validateSearch: ofClub,
    component: memberPage(
      ahead(() => import('../../clubs/pages/NewClubPage.tsx')),
      'NewClubPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/clubs/$id',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../clubs/pages/ClubPage.tsx')),
      'ClubPage',
    ),
  }),
] as const;
/** Conversations: the list, the forms that begin one, and one of them. */
const rooms = [
  createRoute({
    getParentRoute: up,
    path: '/conversations',
    validateSearch: ofCommunity,
    component: page(
      ahead(() => import('../../rooms/pages/RoomsPage.tsx')),
      'RoomsPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/conversations/nouveau',
    validateSearch: ofRoom,
    component: memberPage(
      ahead(() => import('../../rooms/pages/NewRoomPage.tsx')),
      'NewRoomPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/conversations/ecrire',
    validateSearch: writtenTo,
    component: memberPage(
      ahead(() => import('../../rooms/pages/WriteToPage.tsx')),
      'WriteToPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/conversations/$id',
    beforeLoad: withId,
    validateSearch: ofMessage,
    component: page(
      ahead(() => import('../../rooms/pages/RoomPage.tsx')),
      'RoomPage',
    ),
  }),
] as const;
/** The list of projects stays mounted while the project beside it changes, so that it keeps its place. */
const projects = createRoute({ getParentRoute: up, path: '/projets', component: Projects });

export const contentRoutes = [
  ...meetings,
  ...talk,
  ...rooms,
  polls.addChildren([
    createRoute({
      getParentRoute: () => polls,
      path: '/',
      component: page(() => import('../../polls/pages/PollsPage.tsx'), 'FirstPoll'),
    }),
    createRoute({
      getParentRoute: () => polls,
      path: '$id',
      beforeLoad: withId,
      component: page(() => import('../../polls/pages/PollPage.tsx'), 'PollPage'),
    }),
  ]),
  communities.addChildren([
    createRoute({
      getParentRoute: () => communities,
      path: '/',
      component: page(
        ahead(() => import('../../communities/pages/CommunitiesPage.tsx')),
        'FirstCommunity',
      ),
    }),
    createRoute({
      getParentRoute: () => communities,
      path: '$id',
      beforeLoad: withId,
      component: page(
        ahead(() => import('../../communities/pages/CommunityPage.tsx')),
        'CommunityPage',
      ),
    }),
  ]),
  projects.addChildren([
    createRoute({ getParentRoute: () => projects, path: '/', component: NoneChosen }),
    createRoute({
      getParentRoute: () => projects,
      path: '$id',
      beforeLoad: withId,
      component: page(() => import('../pages/ProjectWithComments.tsx'), 'ProjectWithComments'),
    }),
  ]),
  createRoute({
    getParentRoute: up,
    path: '/projets/proposer',
    component: page(
      ahead(() => import('../../projects/pages/ProposePage.tsx')),
      'ProposePage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/revoir',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../projects/pages/RevisePage.tsx')),
      'RevisePage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/historique',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../projects/pages/HistoryPage.tsx')),
      'HistoryPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes/$id/affiche',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../polls/pages/ResultPosterPage.tsx')),
      'ResultPosterPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes/$id/recu',
    beforeLoad: withId,
    validateSearch: ofReceipt,
    component: staffPage(() => import('../../polls/pages/ReceiptPage.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire',
    validateSearch: whichList,
    component: page(() => import('../pages/ReadingRoom.tsx'), 'ReadingRoom'),
  }),
  catalogue.addChildren([
    createRoute({
      getParentRoute: () => catalogue,
      path: '/',
      component: page(() => import('../../books/pages/WorkPage.tsx'), 'FirstWork'),
    }),
    createRoute({
      getParentRoute: () => catalogue,
      path: '$id',
      beforeLoad: withId,
      component: page(() => import('../../books/pages/WorkPage.tsx'), 'WorkPage'),
    }),
  ]),
  createRoute({
    getParentRoute: up,
    path: '/lire/suivis',
    component: memberPage(() => import('../../follows/pages/FollowsPage.tsx'), 'FollowsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/badges',
    component: memberPage(() => import('../../badges/pages/BadgesPage.tsx'), 'BadgesPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/defis/{-$id}',
    validateSearch: ofChallenge,
    component: memberPage(
      ahead(() => import('../../challenges/pages/ChallengesPage.tsx')),
      'ChallengesPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/manuscrits/{-$id}',
    validateSearch: ofManuscript,
    component: memberPage(
      ahead(() => import('../../publishing/pages/ManuscriptsPage.tsx')),
      'ManuscriptsPage',
    ),
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
    path: '/livres/{-$id}',
    validateSearch: atPlace,
    component: page(() => import('../../books/pages/BooksPage.tsx'), 'BooksPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/partager',
    validateSearch: shared,
    component: page(
      ahead(() => import('../../reading/pages/SharePage.tsx')),
      'SharePage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle',
    component: page(() => import('../../saka/pages/CyclePage.tsx'), 'CyclePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle/silo',
    component: page(
      ahead(() => import('../../saka/pages/SiloPage.tsx')),
      'SiloPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/impact',
    beforeLoad: withId,
    component: page(
      ahead(() => import('../../impact/pages/ProjectImpactPage.tsx')),
      'ProjectImpactPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/constellation',
    component: page(
      ahead(() => import('../../constellation/pages/ConstellationPage.tsx')),
      'ConstellationPage',
    ),
  }),
  createRoute({
    getParentRoute: up,
    path: '/rejoindre/$cle',
    validateSearch: invitedBy,
    component: page(() => import('../../communities/pages/JoinPage.tsx'), 'JoinPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/recherche',
    validateSearch: searched,
    component: page(
      ahead(() => import('../../search/pages/SearchPage.tsx')),
      'SearchPage',
    ),
  }),
] as const;
