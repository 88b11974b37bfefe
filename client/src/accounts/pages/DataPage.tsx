import { useT, type MessageKey, useLocale } from '../../i18n/locale.ts';
import { bytes, day } from '../../i18n/when.ts';
import { useUsage } from '../../sync/api/usage.ts';
import { useMember } from '../../sync/api/session.ts';
import { budgetState } from '../../eco/budget.ts';
import { savedThisMonth } from '../../eco/saved.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { Card } from '../../ui/Card.tsx';
import { useNow } from '../../ui/clock.ts';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { setPreferences, usePreferences } from '../preferences.ts';
import { OwnData } from '../components/OwnData.tsx';
import { QueueFile } from '../components/QueueFile.tsx';

const kinds: Record<string, MessageKey> = {
  shell: 'eco.kind.shell',
  sync: 'eco.kind.sync',
  pages: 'eco.kind.pages',
  pictures: 'eco.kind.pictures',
  texts: 'eco.kind.texts',
  audio: 'eco.kind.audio',
  other: 'eco.kind.other',
};
const BUDGETS = [0, 20, 50, 100, 250, 500, 1000] as const;

/** Data: this month's transfer, the storage used, a budget that warns, and everything stored about the member. */
export function DataPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.data.title')} back="/moi">
      <Month />
      <Wishes />
      <Stored />
      {who && <QueueFile />}
      {who && <OwnData />}
    </Page>
  );
}

function Month() {
  const t = useT();
  const locale = useLocale();
  const usage = useUsage();
  const { dataBudgetMb = 0 } = usePreferences();
  if (!usage) return null;
  const saved = savedThisMonth();
  const state = budgetState(usage.total, dataBudgetMb);
  const used = Object.entries(usage.bytes)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1]);
  return (
    <Card className="flex flex-col gap-3">
      <div>
        <h2 className="text-tiny font-normal text-soft">{t('eco.month')}</h2>
        <p className="num text-figure font-strong">{bytes(locale, usage.total)}</p>
        {saved > 0 && <p className="text-small text-leaf">{t('eco.saved', { size: bytes(locale, saved) })}</p>}
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

function Wishes() {
  const t = useT();
  const level = useEcoLevel();
  const { wifiOnly = false, dataBudgetMb = 0 } = usePreferences();
  return (
    <Card className="flex flex-col gap-3">
      <Select
        label={t('eco.budget')}
        value={String(dataBudgetMb)}
        onValue={(v) => void setPreferences({ dataBudgetMb: Number(v) })}
        options={BUDGETS.map((mb) => ({
          value: String(mb),
          label: mb === 0 ? t('eco.budgetNone') : t('eco.budgetMb', { n: mb }),
        }))}
      />
      <Switch
        label={t('eco.wifiOnly')}
        hint={t('eco.wifiOnlyHint')}
        checked={wifiOnly}
        onValue={(on) => void setPreferences({ wifiOnly: on })}
      />
      <LinkButton to="/moi/reglages" variant="quiet" icon="leaf">
        {t('eco.levelNow', { name: t(`eco.level.${level}`) })}
      </LinkButton>
    </Card>
  );
}

function Stored() {
  const t = useT();
  const locale = useLocale();
  const usage = useUsage();
  const now = useNow();
  if (!usage) return null;
  return (
    <Section title={t('eco.stored')}>
      <Card>
        <p className="text-small">
          {usage.quota > 0
            ? t('eco.storedOf', { used: bytes(locale, usage.stored), quota: bytes(locale, usage.quota) })
            : bytes(locale, usage.stored)}
        </p>
        <p className="mt-1 text-tiny text-soft">{t('eco.storedHint', { day: day(locale, now) })}</p>
      </Card>
    </Section>
  );
}
