import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useActs, usePendingCount } from '../../sync/api/activity.ts';
import { Card } from '../../ui/Card.tsx';
import { StateChip } from '../../ui/Chip.tsx';

/** The acts that wait, and those that were refused. */
export function WaitingActs() {
  const t = useT();
  const pending = usePendingCount();
  const acts = useActs();
  const refused = acts.filter((a) => a.state === 'refused' && !a.dismissed).length;
  const leaving = acts.filter((a) => a.state === 'cancelling').length;
  // The same words as in Activité once nothing else waits.
  const onlyLeaving = leaving > 0 && leaving === pending;
  return (
    <>
      {pending > 0 && (
        <Card>
          <div className="flex items-start gap-2.5">
            <h2 className="flex-1 text-head">{t('home.waiting.title', { n: pending })}</h2>
            <StateChip state={onlyLeaving ? 'cancelling' : 'queued'} />
          </div>
          <p className="mt-1.5 text-small text-soft">
            {onlyLeaving ? t('home.waiting.leaving', { n: pending }) : t('home.waiting.text', { n: pending })}
          </p>
          <Link to="/moi/activite" className="mt-1 inline-flex min-h-11 items-center text-small font-strong text-leaf">
            {t('home.waiting.see')}
          </Link>
        </Card>
      )}
      {refused > 0 && (
        <Card>
          <div className="flex items-start gap-2.5">
            <h2 className="flex-1 text-head">{t('home.refused.title', { n: refused })}</h2>
            <StateChip state="refused" />
          </div>
          <p className="mt-1.5 text-small text-soft">{t('home.refused.text')}</p>
          <Link to="/moi/activite" className="mt-1 inline-flex min-h-11 items-center text-small font-strong text-leaf">
            {t('home.waiting.see')}
          </Link>
        </Card>
      )}
    </>
  );
}
