import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useApplyPreferences, usePreferences } from '../accounts/preferences.ts';
import { budgetState } from '../eco/budget.ts';
import { useLocale, useT } from '../i18n/locale.ts';
import { hourOrDay } from '../i18n/when.ts';
import { usePendingCount } from '../sync/activity.ts';
import { dismissEvicted, markWaiting, useMember } from '../sync/session.ts';
import { syncNow, useSyncStatus } from '../sync/status.ts';
import { useUsage } from '../sync/usage.ts';
import { useNow } from '../ui/clock.ts';
import { useLasting } from '../ui/lasting.ts';
import { RelativeTime } from '../ui/times.tsx';
import { lineFor } from './network-line.ts';
import { useShell } from './shell-store.ts';

interface BadgingNavigator {
  setAppBadge?: (n: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** Number of queued acts on the app's icon; a browser without badges, or one that refuses, shows none. */
function drawBadge(n: number): void {
  const nav: BadgingNavigator = navigator;
  const drawn = n > 0 ? nav.setAppBadge?.(n) : nav.clearAppBadge?.();
  drawn?.catch(() => undefined);
}

/** The network line, and the badge. The line is a live region that speaks when it changes. */
export default function LiveStatus() {
  const t = useT();
  const locale = useLocale();
  const status = useSyncStatus();
  const pending = usePendingCount();
  useApplyPreferences();
  const who = useMember();
  useEffect(() => {
    useShell.setState({ pending });
    drawBadge(pending);
    // Also after each exchange: what was marked at its tap may have come and gone between two counts.
    if (who) markWaiting(pending);
  }, [pending, who, status.lastExchangeAt]);
  const now = useNow();
  const found = lineFor(status, pending, now);
  const passing = found !== null && 'passing' in found;
  const lasts = useLasting(passing);
  const line = passing && !lasts ? null : found;
  return (
    <div role="status">
      {line && (
        <p className="flex min-h-8 flex-wrap items-center gap-x-2 bg-sunk px-4 py-1.5 text-tiny text-soft">
          <span aria-hidden="true" className={`size-2 flex-none rounded-full ${line.dot}`} />
          <b className="text-ink">{t(line.word)}</b>
          {line.word === 'shell.offline' && status.lastExchangeAt !== null && <span>· {t('shell.asOf')} <RelativeTime at={status.lastExchangeAt} /></span>}
          {line.word === 'shell.readOnly' && <span>{' '}{t('shell.readOnlyUntil', { at: hourOrDay(locale, status.readOnlyUntil, now) })}</span>}
          {pending > 0 && <span>· {t('shell.pendingWait', { n: pending })}</span>}
          {line.word === 'shell.waiting' && <button type="button" className="-my-2 min-h-8 px-2 font-strong text-leaf" onClick={syncNow}>{t('ui.retry')}</button>}
          {line.word === 'shell.pausedAuth' && <Link to="/connexion" className="font-strong text-leaf">{t('shell.signInAgain')}</Link>}
        </p>
      )}
      <EvictedLine acts={status.evicted} />
      <BudgetLine />
    </div>
  );
}

/** What waited when the browser took the storage away is gone, and nobody else could say so. */
function EvictedLine({ acts }: { acts: number }) {
  const t = useT();
  if (acts === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 bg-clay-soft px-4 py-1.5 text-tiny text-clay">
      <span>{t('shell.evicted', { n: acts })}</span>
      <button type="button" className="-my-2 min-h-8 px-2 font-strong" onClick={dismissEvicted}>{t('activity.dismiss')}</button>
    </p>
  );
}

/** Once the monthly data budget is used up, every page says so; nothing is blocked. */
function BudgetLine() {
  const t = useT();
  const { dataBudgetMb = 0 } = usePreferences();
  const usage = useUsage();
  if (!usage || budgetState(usage.total, dataBudgetMb) !== 'over') return null;
  return <p className="bg-grain-soft px-4 py-1.5 text-tiny text-grain"><Link to="/moi/donnees">{t('shell.budgetOver')}</Link></p>;
}
