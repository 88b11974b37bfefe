import { Link, useLocation } from '@tanstack/react-router';
import { useT, type CoreKey } from '../i18n/locale.ts';
import { CycleRing } from '../ui/CycleRing.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { useShell } from '../platform/shell-store.ts';

interface Place {
  to: '/' | '/projets' | '/lire' | '/cycle' | '/moi' | '/recherche';
  icon: IconName;
  word: CoreKey;
  /** Paths that belong to this entry. */
  owns: RegExp;
  /** Only beside wide pages: on phones Accueil leads there. */
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
  { to: '/lire', icon: 'read', word: 'shell.nav.read', owns: /^\/(lire|partager)/ },
  { to: '/recherche', icon: 'search', word: 'shell.nav.search', owns: /^\/recherche/, wide: true },
  { to: '/cycle', icon: 'cycle', word: 'shell.nav.cycle', owns: /^\/cycle/ },
  {
    to: '/moi',
    icon: 'me',
    word: 'shell.nav.me',
    owns: /^\/(moi|connexion|inscription|mot-de-passe|aide|invitation|administration)/,
  },
];

/**
 * The five main entries: a bar at the bottom on phones; a rail at the side from 900 px, with the search. The badge
 * counts queued acts.
 */
export function Nav() {
  const t = useT();
  const path = useLocation({ select: (l) => l.pathname });
  const pending = useShell((s) => s.pending);
  return (
    <nav
      aria-label={t('shell.nav')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface px-1 pt-1 pb-[calc(0.25rem+env(safe-area-inset-bottom))] rail:sticky rail:top-0 rail:h-dvh rail:w-24 rail:flex-none rail:border-e rail:border-t-0 rail:px-2 rail:pt-4 wide:w-52"
    >
      <p aria-hidden="true" className="hidden items-center gap-2 px-2 pb-4 text-head font-strong rail:flex">
        <CycleRing small />
        <span className="max-wide:hidden">{t('shell.name')}</span>
      </p>
      <ul className="grid grid-cols-5 rail:flex rail:flex-col rail:gap-1">
        {places.map(({ to, icon, word, owns, wide }) => {
          const on = owns.test(path);
          const badge = to === '/moi' && pending > 0;
          return (
            <li key={to} className={wide && 'max-rail:hidden'}>
              <Link
                to={to}
                aria-current={on ? 'page' : undefined}
                className={`relative flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-inner text-mini no-underline wide:flex-row wide:justify-start wide:gap-3 wide:px-4 wide:text-base ${on ? 'font-strong text-leaf rail:bg-leaf-soft' : 'text-soft'}`}
              >
                <span className="relative">
                  <Icon name={icon} />
                  {badge && (
                    <span
                      aria-hidden="true"
                      className="num absolute -end-2.5 -top-1.5 min-w-[1.125rem] rounded-full bg-wait px-1 text-center text-[0.6875rem] leading-[1.125rem] font-strong text-paper"
                    >
                      {pending > 99 ? '99+' : pending}
                    </span>
                  )}
                </span>
                {t(word)}
                {badge && <span className="sr-only">{t('shell.nav.pending', { n: pending })}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
