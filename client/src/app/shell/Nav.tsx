import { lazy, Suspense } from 'react';
import { loadDeferred, useT, type CoreKey } from '../../i18n/locale.ts';
import { useShell } from '../../platform/page/shell-store.ts';
import { useRail } from '../../platform/device/wide.ts';
import { CycleRing } from '../../ui/pictures/CycleRing.tsx';
import type { IconName } from '../../ui/pictures/icons.tsx';
import { Badge, NavItem } from './NavItem.tsx';

/** Needs the sync engine, so it is loaded with the engine, never before. */
const RailMore = lazy(async () => (await Promise.all([import('./RailMore.tsx'), loadDeferred()]))[0]);

interface Place {
  to: '/' | '/projets' | '/lire' | '/cycle' | '/moi' | '/recherche';
  icon: IconName;
  word: CoreKey;
  /** Paths that belong to this entry. */
  owns: RegExp;
  wide?: true;
}
const places: readonly Place[] = [
  { to: '/', icon: 'home', word: 'shell.nav.home', owns: /^\/$/ },
  {
    to: '/projets',
    icon: 'project',
    word: 'shell.nav.projects',
    owns: /^\/(projets|votes|communautes|constellation|animer)/,
  },
  { to: '/lire', icon: 'read', word: 'shell.nav.read', owns: /^\/(lire|livres|partager|ecouter)/ },
  { to: '/recherche', icon: 'search', word: 'shell.nav.search', owns: /^\/recherche/, wide: true },
  { to: '/cycle', icon: 'cycle', word: 'shell.nav.cycle', owns: /^\/cycle/ },
  {
    to: '/moi',
    icon: 'me',
    word: 'shell.nav.me',
    owns: /^\/(moi|conversations|connexion|inscription|mot-de-passe|aide|invitation|administration)/,
  },
];
/** Pages that have an entry of their own beside wide pages. */
const RAIL = /^\/(moi\/activite|animer|administration)/;

/**
 * The five main entries: a bar at the bottom on phones; a rail at the side from 900 px, with the search, the member's
 * acts and the pages of their roles. The badge counts queued acts.
 */
export function Nav() {
  const t = useT();
  const rail = useRail();
  const ready = useShell((s) => s.engine === 'ready');
  const pending = useShell((s) => s.pending);
  return (
    <nav
      aria-label={t('shell.nav')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface px-1 pt-1 pb-[calc(0.25rem+env(safe-area-inset-bottom))] rail:sticky rail:top-0 rail:h-dvh rail:w-24 rail:flex-none rail:overflow-y-auto rail:border-e rail:border-t-0 rail:px-2 rail:pt-4 wide:w-52"
    >
      <p aria-hidden="true" className="hidden items-center gap-2 px-2 pb-4 text-head font-strong rail:flex">
        <CycleRing small />
        <span className="max-wide:hidden">{t('shell.name')}</span>
      </p>
      <ul className="grid grid-cols-5 rail:flex rail:flex-col rail:gap-1">
        {places.map(({ word, owns, ...place }) => {
          const badge = place.to === '/moi' && pending > 0;
          return (
            <NavItem
              key={place.to}
              {...place}
              word={t(word)}
              owns={(path) => owns.test(path) && !(rail && RAIL.test(path))}
              badge={badge && <Badge n={pending} />}
            >
              {badge && <span className="sr-only">{t('shell.nav.pending', { n: pending })}</span>}
            </NavItem>
          );
        })}
        {rail && ready && (
          <Suspense>
            <RailMore />
          </Suspense>
        )}
      </ul>
    </nav>
  );
}
