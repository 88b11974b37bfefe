import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { tellWhose } from '../whose.ts';

/** Whose community this is, by the rows of a visitor's device. Known once an exchange has brought all of them. */
function useWhoseFromRows(): void {
  const visits = useMember() === null;
  const rows = useRows('community');
  const whole = useSyncStatus((s) => s.lastExchangeAt !== null);
  useEffect(() => {
    if (!visits || !whole || !rows) return;
    const open = rows.filter((c) => !c.archivedAt);
    tellWhose({ count: open.length, name: open.length === 1 ? (open[0]?.name ?? null) : null });
  }, [visits, whole, rows]);
}

/** From Accueil to the lists of all polls and communities. */
export function Places() {
  const t = useT();
  useWhoseFromRows();
  return (
    <nav aria-label={t('home.title')} className="flex flex-wrap gap-2">
      <LinkButton variant="quiet" icon="vote" to="/votes" className="flex-auto">
        {t('home.places.polls')}
      </LinkButton>
      <LinkButton variant="quiet" icon="people" to="/communautes" className="flex-auto">
        {t('home.places.communities')}
      </LinkButton>
    </nav>
  );
}
