import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../pictures/icons.tsx';

/** Looks like a search field and opens the search of the whole app. */
export function SearchLink() {
  const t = useT();
  return (
    <Link
      to="/recherche"
      className="flex min-h-12 w-full items-center gap-2 rounded-card border border-edge bg-surface px-3 text-soft no-underline"
    >
      <Icon name="search" className="size-5 flex-none" />
      <span className="min-w-0">{t('shell.search')}</span>
    </Link>
  );
}
