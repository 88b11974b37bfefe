import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueShown } from '../../sync/api/rows/live.ts';
import { useOffline, useSyncStatus } from '../../sync/api/status/status.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';

/**
 * A card for the acts that wait and one for those that were refused. The first is there if acts waited for the network
 * when Accueil was opened: acts on their way to a server that answers do not. It then stays, as high as before, until
 * the member leaves the page: nothing below it moves when the server has received the acts.
 */
export function WaitingActs() {
  const t = useT();
  const acts = useActs();
  const queueShown = useQueueShown();
  const pending = acts.filter((a) => a.verdict === null).length;
  const offline = useOffline();
  const onTheirWay = useSyncStatus((s) => s.online === 'yes' && (s.phase === 'idle' || s.phase === 'exchanging'));
  const [waited, setWaited] = useState<boolean | null>(null);
  /** The height of the first card while acts waited, px. */
  const [least, setLeast] = useState(0);
  if (waited === null && queueShown) setWaited(pending > 0 && (offline || !onTheirWay));
  const refused = acts.filter((a) => a.state === 'refused' && !a.dismissed).length;
  const leaving = acts.filter((a) => a.state === 'cancelling').length;
  // The same words as in Activité once nothing else waits.
  const onlyLeaving = leaving > 0 && leaving === pending;
  return (
    <>
      {waited && (
        <div
          className="grid"
          style={{ minHeight: least }}
          ref={(box) => {
            if (box && pending > 0) setLeast(box.getBoundingClientRect().height);
          }}
        >
          <Card>
            <div className="flex items-start gap-2.5">
              <h2 className="flex-1 text-head">
                {pending > 0 ? t('home.waiting.title', { n: pending }) : t('home.waiting.over')}
              </h2>
              {pending > 0 && <StateChip state={onlyLeaving ? 'cancelling' : 'queued'} />}
            </div>
            <p className="mt-1.5 text-small text-soft">
              {pending === 0
                ? t('home.waiting.overText')
                : t(onlyLeaving ? 'home.waiting.leaving' : 'home.waiting.text', { n: pending })}
            </p>
            <Link
              to="/moi/activite"
              className="mt-1 inline-flex min-h-11 items-center text-small font-strong text-leaf"
            >
              {t('home.waiting.see')}
            </Link>
          </Card>
        </div>
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
