/**
 * The first useful screen of a first visit: public projects from one plain fetch, while nothing else is loaded. The
 * real pages replace it when the sync engine is loaded; on a device used before they come at once.
 */
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useDeviceAccounts } from '../accounts/device-accounts.ts';
import { engine } from '../app/engine.ts';
import { knownDevice } from '../app/known-device.ts';
import { loadDeferred, useT } from '../i18n/locale.ts';
import { useWide } from '../platform/wide.ts';
import {
  afterPreloadedList,
  PRELOADED,
  preloadedList,
  preloadedListDrawn,
  type PreloadedList,
} from '../projects/preloaded-list.ts';
import { Button, LinkButton } from '../ui/Button.tsx';
import { ErrorNote } from '../ui/feedback.tsx';
import { Page, TwoPane } from '../ui/Page.tsx';
import { ProjectCard } from '../ui/ProjectCard.tsx';
import { Pending } from '../app/CrashPage.tsx';
import { firstList, firstListRendered, firstListShown, useFirstList } from './first-list.ts';
import { Welcome } from './components/Welcome.tsx';

/** The number of projects on a visitor's page. */
export const BEST = 10;
const AGAIN_MS = 15_000;
const nextChance = () =>
  new Promise<void>((go) => {
    addEventListener('online', () => go(), { once: true });
    setTimeout(go, AGAIN_MS);
  });

/**
 * Loads the real page: on a first visit only once the first list is on the screen, so that nothing competes with it.
 */
function later<P>(load: () => Promise<P>): Promise<P> {
  const start = (): Promise<P> =>
    Promise.all([load(), engine(), loadDeferred()]).then(
      ([m]) => m,
      // A first visit that lost the network keeps its first screen and continues when the network is back.
      (error: unknown) => (knownDevice() ? Promise.reject(error) : nextChance().then(start)),
    );
  return (knownDevice() ? afterPreloadedList() : firstListShown).then(start);
}

const HomePage = lazy(() => later(() => import('./pages/HomePage.tsx').then((m) => ({ default: m.HomePage }))));
const ProjectsPage = lazy(() =>
  later(() => import('../projects/pages/ProjectsPage.tsx').then((m) => ({ default: m.ProjectsPage }))),
);

/** The projects of the first list, or the reason why there are none. */
function FirstProjectCards() {
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
        what={t('shell.error.network')}
        next={t('shell.error.networkNext')}
        action={
          <Button variant="quiet" onClick={() => void firstList(true)}>
            {t('ui.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {first.list.items.map((p) => (
        <li key={p.id}>
          <ProjectCard project={p} tally={p} />
        </li>
      ))}
    </ul>
  );
}

/**
 * The best projects stored on this device, until the real page replaces them; with nothing stored, a loading message.
 */
function Preloaded({ most, children }: { most: number; children: (cards: ReactNode) => ReactNode }) {
  const [preloaded, setWarm] = useState<PreloadedList | null>(null);
  useEffect(() => void preloadedList().then(setWarm), []);
  useEffect(() => {
    if (preloaded !== null) preloadedListDrawn();
  }, [preloaded]);
  if (preloaded === null) return <Pending />;
  const cards = preloaded.ids.slice(0, most).map((id) => {
    const project = preloaded.projects.get(id);
    return (
      project && (
        <li key={id}>
          <ProjectCard project={project} tally={preloaded.tallies.get(id)} />
        </li>
      )
    );
  });
  return children(<ul className="flex flex-col gap-3">{cards}</ul>);
}

export function FirstHome() {
  const t = useT();
  const member = useDeviceAccounts((s) => s.current);
  const light = (cards: ReactNode) => (
    <Page title={t('home.visitor.title')}>
      <Welcome />
      <h2 className="pt-2 text-head">{t('home.visitor.projects')}</h2>
      {cards}
    </Page>
  );
  const waiting = member === null ? <Preloaded most={BEST}>{light}</Preloaded> : <Pending />;
  return (
    <Suspense fallback={knownDevice() ? waiting : light(<FirstProjectCards />)}>
      <HomePage />
    </Suspense>
  );
}

/** Placeholders for search and filters, so that nothing moves when they appear. */
const ToolsPlace = () => (
  <div aria-hidden="true" className="mb-3 flex h-[9.0625rem] flex-col gap-3">
    <div className="h-12 rounded-card border border-edge bg-surface" />
    <div className="h-11 w-[4.875rem] rounded-full bg-leaf" />
  </div>
);

/** The list in its final position, on wide screens too. */
function PreloadedProjects({ cards }: { cards: ReactNode }) {
  const t = useT();
  const wide = useWide();
  const list = (
    <>
      <ToolsPlace />
      {cards}
    </>
  );
  return (
    <Page title={t('shell.nav.projects')} wide={wide} actions={<span className="h-11" />}>
      {wide ? <TwoPane list={list} detail={<span />} /> : <div>{list}</div>}
    </Page>
  );
}

export function FirstProjects() {
  const t = useT();
  const light = (
    <Page
      title={t('shell.nav.projects')}
      actions={
        <LinkButton variant="quiet" to="/connexion">
          {t('home.signIn')}
        </LinkButton>
      }
    >
      <FirstProjectCards />
    </Page>
  );
  return (
    <Suspense
      fallback={
        knownDevice() ? <Preloaded most={PRELOADED}>{(cards) => <PreloadedProjects cards={cards} />}</Preloaded> : light
      }
    >
      <ProjectsPage />
    </Suspense>
  );
}
