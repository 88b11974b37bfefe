/**
 * The first useful screen of a first visit: public projects from one plain fetch, while nothing else is loaded. The
 * real pages replace it when the sync engine is loaded; on a device used before they come at once.
 */
import { lazy, Suspense, type ReactNode } from 'react';
import { useDeviceAccounts } from '../accounts/device-accounts.ts';
import { knownDevice } from '../app/start/known-device.ts';
import { useT } from '../i18n/locale.ts';
import { useWide } from '../platform/device/wide.ts';
import { PRELOADED } from '../projects/preloaded-list.ts';
import { LinkButton } from '../ui/actions/Button.tsx';
import { Page } from '../ui/layout/Page.tsx';
import { Pending } from '../app/shell/CrashPage.tsx';
import { later } from './later.ts';
import { PreloadedCards } from './components/PreloadedCards.tsx';
import { FirstProjectCards } from './components/FirstProjectCards.tsx';
import { BEST, VisitorPage } from './components/VisitorPage.tsx';

const HomePage = lazy(() => later(() => import('./pages/HomePage.tsx').then((m) => ({ default: m.HomePage }))));
const ProjectsPage = lazy(() =>
  later(() => import('../projects/pages/ProjectsPage.tsx').then((m) => ({ default: m.ProjectsPage }))),
);

/** Accueil, until its real page is loaded. */
export function FirstHome() {
  const member = useDeviceAccounts((s) => s.current);
  const light = (cards: ReactNode) => <VisitorPage cards={cards} />;
  const waiting = member === null ? <PreloadedCards most={BEST}>{light}</PreloadedCards> : <Pending />;
  return (
    <Suspense fallback={knownDevice() ? waiting : light(<FirstProjectCards />)}>
      <HomePage />
    </Suspense>
  );
}

/** Placeholders for search and filters, so that nothing moves when they appear. */
const ToolsPlace = () => (
  <div aria-hidden="true" data-filling className="mb-3 flex h-[9.0625rem] flex-col gap-3">
    <div className="h-12 rounded-card border border-edge bg-surface" />
    <div className="h-11 w-[4.875rem] rounded-full bg-leaf" />
  </div>
);

/** The list in its final position, on wide screens too. */
function ListInPlace({ actions, children }: { actions: ReactNode; children: ReactNode }) {
  const t = useT();
  const wide = useWide();
  return (
    <Page title={t('shell.nav.projects')} wide={wide} actions={actions}>
      <div className={wide ? 'w-96' : ''}>{children}</div>
    </Page>
  );
}

/** The list of projects, until its real page is loaded. */
export function FirstProjects() {
  const t = useT();
  const first = (
    <ListInPlace
      actions={
        <LinkButton variant="quiet" to="/connexion">
          {t('home.signIn')}
        </LinkButton>
      }
    >
      <FirstProjectCards above={<ToolsPlace />} />
    </ListInPlace>
  );
  const again = (cards: ReactNode) => (
    <ListInPlace actions={<span className="h-11" />}>
      <ToolsPlace />
      {cards}
    </ListInPlace>
  );
  return (
    <Suspense fallback={knownDevice() ? <PreloadedCards most={PRELOADED}>{again}</PreloadedCards> : first}>
      <ProjectsPage />
    </Suspense>
  );
}
