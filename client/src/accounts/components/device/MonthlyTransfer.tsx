import { useLocale, useT, type MessageKey } from '../../../i18n/locale.ts';
import { bytes } from '../../../i18n/when.ts';
import { useUsage } from '../../../sync/api/status/usage.ts';
import { budgetState } from '../../../eco/budget.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { usePreferences } from '../../preferences.ts';

const kinds: Record<string, MessageKey> = {
  shell: 'eco.kind.shell',
  sync: 'eco.kind.sync',
  pages: 'eco.kind.pages',
  pictures: 'eco.kind.pictures',
  books: 'eco.kind.books',
  texts: 'eco.kind.texts',
  audio: 'eco.kind.audio',
  other: 'eco.kind.other',
};

/** Only Chromium’s service worker counts what it fetches (sw.ts); it alone has Background Sync. */
const COUNTS_ALL = 'SyncManager' in globalThis;

/** What was transferred this month, by kind, and how much of the budget that is. */
export function MonthlyTransfer() {
  const t = useT();
  const locale = useLocale();
  const usage = useUsage();
  const { dataBudgetMb = 0 } = usePreferences();
  if (!usage) return null;
  const state = budgetState(usage.total, dataBudgetMb);
  const used = Object.entries(usage.bytes)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1]);
  return (
    <Card className="flex flex-col gap-3">
      <div>
        <h2 className="text-tiny font-normal text-soft">{t('eco.month')}</h2>
        <p className="num text-figure font-strong">{bytes(locale, usage.total)}</p>
        {!COUNTS_ALL && <p className="text-tiny text-soft">{t('eco.partial')}</p>}
        {usage.saved > 0 && (
          <p className="text-small text-leaf">{t('eco.saved', { size: bytes(locale, usage.saved) })}</p>
        )}
      </div>
      {dataBudgetMb > 0 && (
        <ProgressBar
          label={t('eco.budgetOf', {
            used: bytes(locale, usage.total),
            budget: bytes(locale, dataBudgetMb * 1_000_000),
          })}
          value={Math.min(usage.total, dataBudgetMb * 1e6)}
          max={dataBudgetMb * 1e6}
          fill={state === 'fine' ? 'leaf' : state === 'near' ? 'grain' : 'clay'}
        />
      )}
      {state !== 'fine' && (
        <Notice icon="warning" tone="grain">
          {state === 'near' ? t('eco.budgetNear') : t('eco.budgetOver')}
        </Notice>
      )}
      <dl className="divide-y divide-line">
        {used.map(([kind, n]) => (
          <div key={kind} className="flex justify-between gap-3 py-2 text-small">
            <dt>{t(kinds[kind] ?? 'eco.kind.other')}</dt>
            <dd className="num font-strong">{bytes(locale, n)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
