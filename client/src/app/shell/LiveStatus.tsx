import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useApplyPreferences, usePreferences } from '../../accounts/preferences.ts';
import { budgetState } from '../../eco/budget.ts';
import { budgetChanged } from '../../eco/store.ts';
import { loadDeferred, useLocale, useT } from '../../i18n/locale.ts';
import { duration, hourOrDay } from '../../i18n/when.ts';
import { useVotesAtRisk } from '../../polls/votes-at-risk.ts';
import { usePendingCount, useUnkeptCount } from '../../sync/api/acts/activity.ts';
import { dismissEvicted, markWaiting } from '../../sync/api/session/eviction.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useKeptList } from '../../projects/kept-list.ts';
import { useSyncNow } from '../../sync/api/status/sync-now.ts';
import { useOffline, useSyncStatus } from '../../sync/api/status/status.ts';
import { useUsage } from '../../sync/api/status/usage.ts';
import { KeepTexts } from '../../reading/keep-texts.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { useToldWords } from '../../ui/actions/SyncButton.tsx';
import { useDelayedFlag } from '../../ui/feedback/use-delayed-flag.ts';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { RelativeTime } from '../../ui/text/times.tsx';
import { lineFor } from './network-line.ts';
import { useShell } from '../../platform/page/shell-store.ts';
import { drawBadge } from './badge.ts';

/** Its words come with the pack that follows the first screen, which the network line does not wait for. */
const DemoLine = lazy(async () => {
  const [{ DemoLine: shown }] = await Promise.all([import('./DemoLine.tsx'), loadDeferred()]);
  return { default: shown };
});

/** How long the line says that a try succeeded, ms. */
const TOLD_MS = 8000;
/** Left to screen readers where the text is so large that the lines would take half of a phone's screen. */
const DETAIL = '@max-[14rem]:sr-only';
const SENDING = { word: 'shell.sending', dot: 'bg-wait' } as const;

/** The network line and the badge. The line is a live region, which is announced when it changes. */
export default function LiveStatus() {
  const t = useT();
  const locale = useLocale();
  const status = useSyncStatus();
  const pending = usePendingCount();
  useApplyPreferences();
  useKeptList();
  const who = useMember();
  useEffect(() => {
    useShell.setState({ pending });
    drawBadge(pending);
    // Also runs after each exchange: an act recorded at its tap may have come and gone between two counts.
    if (who) markWaiting(pending);
  }, [pending, who, status.lastExchangeAt]);
  const now = useNow();
  const offline = useOffline();
  const found = lineFor(offline ? { ...status, online: 'no' } : status, pending, now);
  const passing = found !== null && 'passing' in found;
  const lasts = useDelayedFlag(passing);
  // A try that is over in no time does not replace the line, nor the button in it.
  const [before, setBefore] = useState(found);
  if (!passing && found?.word !== before?.word) setBefore(found);
  const again = useSyncNow(TOLD_MS);
  const say = useToldWords();
  const keptFocus = useKeptFocus();
  // While the member's own try is under way its button stays, and afterwards the line says what it came to.
  const line = again.busy ? SENDING : passing && !lasts ? before : found;
  const told = line === null && again.told?.kind === 'done' ? again.told : null;
  return (
    <div role="status" ref={keptFocus} className="@container">
      {(line ?? told) && (
        <p className="flex min-h-8 flex-wrap items-center gap-x-2 bg-sunk px-4 py-1.5 text-tiny text-soft">
          <span aria-hidden="true" className={`size-2 flex-none rounded-full ${line?.dot ?? 'bg-leaf'}`} />
          <b className="text-ink">{line ? t(line.word) : told && say(told)}</b>
          {line?.word === 'shell.offline' && status.lastExchangeAt !== null && (
            <span className={DETAIL}>
              · {t('shell.asOf')} <RelativeTime at={status.lastExchangeAt} />
            </span>
          )}
          {line?.word === 'shell.readOnly' && (
            <span> {t('shell.readOnlyUntil', { at: hourOrDay(locale, status.readOnlyUntil, now) })}</span>
          )}
          {line?.word === 'shell.refused' && <span>· {t('shell.refused.safe')}</span>}
          {pending > 0 && <span className={DETAIL}>· {t('shell.pendingWait', { n: pending })}</span>}
          {(again.busy || line?.word === 'shell.waiting' || line?.word === 'shell.refused') && (
            <button
              type="button"
              className="-my-2 min-h-8 px-2 font-strong text-leaf aria-disabled:opacity-55"
              aria-disabled={again.busy || undefined}
              onClick={again.tap}
            >
              {t('ui.retry')}
            </button>
          )}
          {line?.word === 'shell.refused' && (
            <Link to="/moi/activite" className="font-strong text-leaf">
              {t('shell.refused.acts')}
            </Link>
          )}
          {line?.word === 'shell.pausedAuth' && (
            <Link to="/connexion" className="font-strong text-leaf">
              {t('shell.signInAgain')}
            </Link>
          )}
        </p>
      )}
      <LateVotesLine />
      <LimitsLine />
      {status.storageFull && <FullLine />}
      <EvictedLine acts={status.evicted} />
      <BudgetLine />
      <KeepTexts />
      {status.flags['DEMO'] === true && (
        <Suspense>
          <DemoLine />
        </Suspense>
      )}
    </div>
  );
}

/**
 * A vote that waits here while its poll closes within a day. Only its appearing is announced, not each minute that
 * passes.
 */
function LateVotesLine() {
  const t = useT();
  const locale = useLocale();
  const risk = useVotesAtRisk();
  const first = risk?.polls[0];
  if (!risk || !first) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 bg-grain-soft px-4 py-1.5 text-tiny text-grain">
      <Link to="/votes/$id" params={{ id: first.id }} className="-my-2 inline-flex min-h-8 items-center font-strong">
        {t('shell.late', { n: risk.polls.length })}
      </Link>
      <span aria-live="off" className={DETAIL}>
        {t('shell.late.left', { left: duration(locale, Date.parse(first.closesAt) - risk.now) })}
      </span>
      <span className={DETAIL}>· {t(`shell.late.${risk.remedy}`)}</span>
    </p>
  );
}

/** What this browser does not let the app do, and what works all the same. */
function LimitsLine() {
  const t = useT();
  const { unkept, onlineOnly } = useShell();
  const waiting = useUnkeptCount();
  const [read, setRead] = useState(false);
  useEffect(() => {
    if (waiting === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [waiting]);
  if (waiting > 0)
    return (
      <p className="bg-clay-soft px-4 py-1.5 text-tiny font-strong text-clay">
        {t('shell.unkept.waiting', { n: waiting })}
      </p>
    );
  if (read || (!unkept && !onlineOnly)) return null;
  return (
    <p className="bg-grain-soft px-4 py-1.5 text-tiny text-grain">
      <b>{t(unkept ? 'shell.unkept' : 'shell.onlineOnly')}</b>{' '}
      {t(unkept ? 'shell.unkept.text' : 'shell.onlineOnly.text')}
      <button type="button" className="-my-2 min-h-8 px-2 font-strong" onClick={() => setRead(true)}>
        {t('shell.understood')}
      </button>
    </p>
  );
}

/** Shown when storage is full (S23). Everything that may be deleted is gone; acts stay and are still sent. */
function FullLine() {
  const t = useT();
  return (
    <p className="bg-clay-soft px-4 py-1.5 text-tiny text-clay">
      <b>{t('shell.full')}</b> {t('shell.fullText')}{' '}
      <Link to="/moi/donnees" className="-my-2 inline-flex min-h-8 items-center font-strong">
        {t('shell.fullSee')}
      </Link>
    </p>
  );
}

/**
 * Reports the acts that waited when the browser evicted the storage: they are gone, and nothing else could report it.
 */
function EvictedLine({ acts }: { acts: number }) {
  const t = useT();
  if (acts === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 bg-clay-soft px-4 py-1.5 text-tiny text-clay">
      <span>{t('shell.evicted', { n: acts })}</span>
      <button type="button" className="-my-2 min-h-8 px-2 font-strong" onClick={dismissEvicted}>
        {t('activity.dismiss')}
      </button>
    </p>
  );
}

/**
 * Tightens the automatic level as the monthly data budget is used up, and says on every page when it is used up. Acts
 * are always sent.
 */
function BudgetLine() {
  const t = useT();
  const { dataBudgetMb = 0 } = usePreferences();
  const usage = useUsage();
  const state = usage ? budgetState(usage.total, dataBudgetMb) : 'fine';
  useEffect(() => budgetChanged(state), [state]);
  if (state !== 'over') return null;
  return (
    <p className="bg-grain-soft px-4 py-1.5 text-tiny text-grain">
      <Link to="/moi/donnees">{t('shell.budgetOver')}</Link>
    </p>
  );
}
