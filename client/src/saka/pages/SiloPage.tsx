import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/Page.tsx';
import { RelativeTime } from '../../ui/times.tsx';
import { useSilo } from '../queries.ts';

/** The common account. Only what the server said: its balance, and as of when. */
export function SiloPage() {
  const t = useT();
  const silo = useSilo();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  return (
    <Page title={t('saka.silo')} back="/cycle">
      {silo === null && <EmptyState icon="silo" title={t('saka.silo.unknown')}>{t('saka.silo.unknownText')}</EmptyState>}
      {silo !== null && silo !== undefined && (
        <Card className="flex flex-col items-center gap-2 py-6 text-center" label={t('saka.silo')}>
          <Icon name="silo" className="size-12 text-soil" />
          <p className="num text-figure font-strong">{t('ui.number', { n: silo })}</p>
          <p className="text-small text-soft">{t('saka.silo.grains', { n: silo })}{at !== null && <> · <RelativeTime at={at} /></>}</p>
        </Card>
      )}
      <p className="max-w-prose">{t('saka.silo.text')}</p>
    </Page>
  );
}
