/**
 * The first useful screen of a first visit: public projects from one plain fetch, while nothing else is loaded. The
 * real pages take its place when the sync engine is there; on a device that was here before they come at once.
 */
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { engine } from '../app/engine.ts';
import { knownDevice } from '../app/known-device.ts';
import { loadRest, useT } from '../i18n/locale.ts';
import { Button, LinkButton } from '../ui/Button.tsx';
import { ErrorNote } from '../ui/feedback.tsx';
import { Page } from '../ui/Page.tsx';
import { ProjectCard } from '../ui/ProjectCard.tsx';
import { Pending } from '../app/CrashPage.tsx';
import { firstList, firstListRendered, firstListShown, useFirstList } from './first-list.ts';
import { Welcome } from './components/Welcome.tsx';

const AGAIN_MS = 15_000;
const nextChance = () =>
  new Promise<void>((go) => {
    addEventListener('online', () => go(), { once: true });
    setTimeout(go, AGAIN_MS);
  });

/** The real page: on a first visit only once the first list is on the screen, so that nothing competes with it. */
function later<P>(load: () => Promise<P>): Promise<P> {
  const start = (): Promise<P> =>
    Promise.all([load(), engine(), loadRest()]).then(
      ([m]) => m,
      // A first visit whose link broke keeps its first screen and goes on when there is a link again.
      (error: unknown) => (knownDevice() ? Promise.reject(error) : nextChance().then(start)),
    );
  return knownDevice() ? start() : firstListShown.then(start);
}

const HomePage = lazy(() => later(() => import('./pages/HomePage.tsx').then((m) => ({ default: m.HomePage }))));
const ProjectsPage = lazy(() => later(() => import('../projects/pages/ProjectsPage.tsx').then((m) => ({ default: m.ProjectsPage }))));

/** The projects of the first list, or why there are none. */
export function FirstProjectCards() {
  const t = useT();
  const first = useFirstList((s) => s.now);
  useEffect(() => void firstList(), []);
  useEffect(() => {
    if (first.state !== 'loading') firstListRendered();
  }, [first.state]);
  if (first.state === 'loading') return <Pending />;
  if (first.state === 'failed') {
    return (
      <ErrorNote
        what={t('shell.error.network')} next={t('shell.error.networkNext')}
        action={<Button variant="quiet" onClick={() => void firstList(true)}>{t('ui.retry')}</Button>}
      />
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {first.list.items.map((p) => <li key={p.id}><ProjectCard project={p} tally={p} /></li>)}
    </ul>
  );
}

function Light({ children }: { children: ReactNode }) {
  return knownDevice() ? <Pending /> : children;
}

export function FirstHome() {
  const t = useT();
  const light = (
    <Light>
      <Page title={t('home.visitor.title')}>
        <Welcome />
        <h2 className="pt-2 text-head">{t('home.visitor.projects')}</h2>
        <FirstProjectCards />
      </Page>
    </Light>
  );
  return <Suspense fallback={light}><HomePage /></Suspense>;
}

export function FirstProjects() {
  const t = useT();
  const light = <Light><Page title={t('shell.nav.projects')} actions={<LinkButton variant="quiet" to="/connexion">{t('home.signIn')}</LinkButton>}><FirstProjectCards /></Page></Light>;
  return <Suspense fallback={light}><ProjectsPage /></Suspense>;
}
