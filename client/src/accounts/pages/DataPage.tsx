import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes, day } from '../../i18n/when.ts';
import { useUsage } from '../../sync/api/usage.ts';
import { useMember } from '../../sync/api/session.ts';
import { Card } from '../../ui/Card.tsx';
import { useNow } from '../../ui/clock.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { Kept } from '../components/Kept.tsx';
import { OwnData } from '../components/OwnData.tsx';
import { QueueFile } from '../components/QueueFile.tsx';
import { MonthlyTransfer } from '../components/MonthlyTransfer.tsx';
import { InstallOffer } from '../components/InstallOffer.tsx';
import { Protection } from '../components/Protection.tsx';
import { TransferWishes } from '../components/TransferWishes.tsx';

/** Data: this month's transfer, the storage used, a budget that warns, and everything stored about the member. */
export function DataPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.data.title')} back="/moi">
      <MonthlyTransfer />
      <TransferWishes />
      <Stored />
      {who && <QueueFile />}
      {who && <Kept />}
      {who && <OwnData />}
    </Page>
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
