import { useEffect, useState, type ComponentType } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes, day } from '../../i18n/when.ts';
import { useUsage } from '../../sync/api/status/usage.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { SoundsTaken } from '../../tracks/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Kept } from '../components/own-data/Kept.tsx';
import { QueueFile } from '../components/device/QueueFile.tsx';
import { MonthlyTransfer } from '../components/device/MonthlyTransfer.tsx';
import { InstallOffer } from '../components/device/InstallOffer.tsx';
import { Protection } from '../components/device/Protection.tsx';
import { TransferWishes } from '../components/device/TransferWishes.tsx';

/** Data: this month's transfer, the storage used, a budget that warns, and everything stored about the member. */
export function DataPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.data.title')} back="/moi">
      <MonthlyTransfer />
      <TransferWishes />
      <Stored />
      <SoundsTaken />
      {who && <QueueFile />}
      {who && <Kept />}
      {who && <OnServer />}
    </Page>
  );
}

/** What only the server can do: fetched when the page opens, since without a network it could do nothing. */
function OnServer() {
  const t = useT();
  const [Part, setPart] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    import('../components/own-data/OwnData.tsx').then(
      ({ OwnData }) => setPart(() => OwnData),
      () => setFailed(true),
    );
  };
  useEffect(load, []);
  if (Part) return <Part />;
  return (
    failed && (
      <Section title={t('accounts.own.title')}>
        <Notice icon="offline">
          {t('shell.error.network')} {t('shell.error.networkNext')}
        </Notice>
        <Button
          variant="quiet"
          onClick={() => {
            setFailed(false);
            load();
          }}
        >
          {t('ui.retry')}
        </Button>
      </Section>
    )
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
        <Protection />
      </Card>
      <InstallOffer asked />
    </Section>
  );
}
