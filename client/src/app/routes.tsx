/** Every place of the app, one line a page. Pages are lazy; each waits for the sync engine and the messages. */
import { createRootRoute, createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { loadRest } from '../i18n/locale.ts';
import { FirstHome, FirstProjects } from '../home/first-pages.tsx';
import { engine } from './engine.ts';
import { Layout } from './Layout.tsx';
import { CrashPage, NotFoundPage } from './CrashPage.tsx';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

/** A page beyond the first screen: its code, the engine and the other messages load together. */
function page<N extends string>(load: () => Promise<Record<N, RouteComponent>>, name: N): RouteComponent {
  return lazyRouteComponent<Record<string, RouteComponent>>(async () => (await Promise.all([load(), engine(), loadRest()]))[0], name);
}
const at = <const P extends string>(path: P, component: RouteComponent) => createRoute({ getParentRoute: () => root, path, component });

const word = (v: unknown): string | undefined => (typeof v === 'string' || typeof v === 'number' ? String(v) : undefined);
/** `suite`: where to go once signed in; a path of ours, never another site. */
const withNext = (search: Record<string, unknown>): { suite?: string } => {
  const suite = word(search.suite);
  return suite?.startsWith('/') && !suite.startsWith('//') ? { suite } : {};
};
const shared = (search: Record<string, unknown>): { title?: string; text?: string; url?: string } => {
  const { title, text, url } = { title: word(search.title), text: word(search.text), url: word(search.url) };
  return { ...(title && { title }), ...(text && { text }), ...(url && { url }) };
};
const entry = <const P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component, validateSearch: withNext });

export const routeTree = root.addChildren([
  at('/', FirstHome),
  at('/projets', FirstProjects),
  at('/projets/$id', page(() => import('../projects/pages/ProjectPage.tsx'), 'ProjectPage')),
  at('/projets/proposer', page(() => import('../projects/pages/ProposePage.tsx'), 'ProposePage')),
  at('/votes/$id', page(() => import('../polls/pages/PollPage.tsx'), 'PollPage')),
  at('/lire', page(() => import('../reading/pages/ReadPage.tsx'), 'ReadPage')),
  at('/lire/$id', page(() => import('../reading/pages/ReaderPage.tsx'), 'ReaderPage')),
  createRoute({ getParentRoute: () => root, path: '/partager', validateSearch: shared, component: page(() => import('../reading/pages/SharePage.tsx'), 'SharePage') }),
  at('/cycle', page(() => import('../saka/pages/CyclePage.tsx'), 'CyclePage')),
  at('/cycle/silo', page(() => import('../saka/pages/SiloPage.tsx'), 'SiloPage')),
  at('/constellation', page(() => import('../constellation/pages/ConstellationPage.tsx'), 'ConstellationPage')),
  at('/communautes/$id', page(() => import('../communities/pages/CommunityPage.tsx'), 'CommunityPage')),
  at('/moi', page(() => import('../accounts/pages/MePage.tsx'), 'MePage')),
  at('/moi/activite', page(() => import('../activity/pages/ActivityPage.tsx'), 'ActivityPage')),
  at('/moi/donnees', page(() => import('../accounts/pages/DataPage.tsx'), 'DataPage')),
  at('/moi/reglages', page(() => import('../accounts/pages/SettingsPage.tsx'), 'SettingsPage')),
  at('/moi/profil', page(() => import('../accounts/pages/ProfilePage.tsx'), 'ProfilePage')),
  at('/moi/quitter', page(() => import('../accounts/pages/SignOutPage.tsx'), 'SignOutPage')),
  at('/animer', page(() => import('../animate/pages/AnimatePage.tsx'), 'AnimatePage')),
  at('/aide', page(() => import('../accounts/pages/HelpPage.tsx'), 'HelpPage')),
  entry('/connexion', page(() => import('../accounts/pages/SignInPage.tsx'), 'SignInPage')),
  entry('/inscription', page(() => import('../accounts/pages/SignUpPage.tsx'), 'SignUpPage')),
  entry('/mot-de-passe', page(() => import('../accounts/pages/ResetPage.tsx'), 'ResetPage')),
  at('/installation', page(() => import('../accounts/pages/InstallationPage.tsx'), 'InstallationPage')),
]);
