/** All routes of the app, one line a page. Pages are lazy; each waits for the sync engine and the messages. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  notFound,
  type RouteComponent,
} from '@tanstack/react-router';
import { loadStaff, loadDeferred } from '../i18n/locale.ts';
import { FirstHome, FirstProjects } from '../home/first-pages.tsx';
import { engine } from './engine.ts';
import { safePath } from './safe-path.ts';
import { Layout } from './Layout.tsx';
import { CrashPage, NotFoundPage } from './CrashPage.tsx';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

/** A page beyond the first screen: its code, the engine and the deferred messages load together. */
function page<N extends string>(load: () => Promise<Record<N, RouteComponent>>, name: N): RouteComponent {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), engine(), loadDeferred()]);
    return { default: module[name] };
  });
}
/** A page for animators and operators: it also loads their messages. */
const officePage: typeof page = (load, name) => page(async () => (await Promise.all([load(), loadStaff()]))[0], name);
const administration = officePage(() => import('../administration/pages/AdministrationPage.tsx'), 'AdministrationPage');
const up = () => root;

/**
 * Rejects a link whose id is not an id: no page opens, so nothing is looked up, followed or stored under it. The engine
 * starts all the same, so that queued acts are sent.
 */
const beforeLoad = ({ params }: { params: { id: string } }): void => {
  if (isId(params.id)) return;
  void engine();
  notFound({ throw: true });
};

const word = (v: unknown): string | undefined =>
  typeof v === 'string' || typeof v === 'number' ? String(v) : undefined;
const withNext = (search: Record<string, unknown>): { suite?: string } => {
  const suite = safePath(search.suite);
  return suite === undefined ? {} : { suite };
};
/** The search parameters on return from an external sign-in provider: signed in there, or refused with a code. */
const fromProvider = (search: Record<string, unknown>): { suite?: string; entree?: string; echec?: string } => {
  const { entree, echec } = { entree: word(search['entree']), echec: word(search['echec']) };
  return { ...withNext(search), ...(entree && { entree }), ...(echec && { echec }) };
};
const shared = (search: Record<string, unknown>): { title?: string; text?: string; url?: string } => {
  const { title, text, url } = { title: word(search.title), text: word(search.text), url: word(search.url) };
  return { ...(title && { title }), ...(text && { text }), ...(url && { url }) };
};

export const routeTree = root.addChildren([
  createRoute({ getParentRoute: up, path: '/', component: FirstHome }),
  createRoute({ getParentRoute: up, path: '/projets', component: FirstProjects }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id',
    beforeLoad,
    component: page(() => import('../projects/pages/ProjectPage.tsx'), 'ProjectPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/proposer',
    component: page(() => import('../projects/pages/ProposePage.tsx'), 'ProposePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/votes/$id',
    beforeLoad,
    component: page(() => import('../polls/pages/PollPage.tsx'), 'PollPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire',
    component: page(() => import('../reading/pages/ReadPage.tsx'), 'ReadPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/lire/$id',
    beforeLoad,
    component: page(() => import('../reading/pages/ReaderPage.tsx'), 'ReaderPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/partager',
    validateSearch: shared,
    component: page(() => import('../reading/pages/SharePage.tsx'), 'SharePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle',
    component: page(() => import('../saka/pages/CyclePage.tsx'), 'CyclePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle/silo',
    component: page(() => import('../saka/pages/SiloPage.tsx'), 'SiloPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/cycle/saisons',
    component: officePage(() => import('../saka/pages/SeasonsPage.tsx'), 'SeasonsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/impact',
    component: page(() => import('../impact/pages/MyImpactPage.tsx'), 'MyImpactPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/projets/$id/impact',
    beforeLoad,
    component: page(() => import('../impact/pages/ProjectImpactPage.tsx'), 'ProjectImpactPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/constellation',
    component: page(() => import('../constellation/pages/ConstellationPage.tsx'), 'ConstellationPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/communautes/$id',
    beforeLoad,
    component: page(() => import('../communities/pages/CommunityPage.tsx'), 'CommunityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi',
    component: page(() => import('../accounts/pages/MePage.tsx'), 'MePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/activite',
    component: page(() => import('../activity/pages/ActivityPage.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/donnees',
    component: page(() => import('../accounts/pages/DataPage.tsx'), 'DataPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/reglages',
    component: page(() => import('../accounts/pages/SettingsPage.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/profil',
    component: page(() => import('../accounts/pages/ProfilePage.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/inviter',
    component: page(() => import('../invitations/pages/InvitePage.tsx'), 'InvitePage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/invitation',
    component: page(() => import('../invitations/pages/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/invitation/$code',
    component: page(() => import('../invitations/pages/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/moi/quitter',
    component: page(() => import('../accounts/pages/SignOutPage.tsx'), 'SignOutPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/animer',
    component: officePage(() => import('../animate/pages/AnimatePage.tsx'), 'AnimatePage'),
  }),
  createRoute({ getParentRoute: up, path: '/administration', component: administration }),
  createRoute({ getParentRoute: up, path: '/administration/$part', component: administration }),
  createRoute({
    getParentRoute: up,
    path: '/aide',
    component: page(() => import('../accounts/pages/HelpPage.tsx'), 'HelpPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/connexion',
    validateSearch: fromProvider,
    component: page(() => import('../accounts/pages/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/inscription',
    validateSearch: withNext,
    component: page(() => import('../accounts/pages/SignUpPage.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/mot-de-passe',
    validateSearch: withNext,
    component: page(() => import('../accounts/pages/ResetPage.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: up,
    path: '/installation',
    component: officePage(() => import('../accounts/pages/InstallationPage.tsx'), 'InstallationPage'),
  }),
]);
