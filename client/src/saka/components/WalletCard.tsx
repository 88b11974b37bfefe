import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/Card.tsx';
import { Bar } from '../../ui/feedback.tsx';
import type { Purse } from '../model.ts';

/** « 120 grains, dont 30 réservés » with its bar: never two figures that have to be added up in the head. */
export function WalletCard({ purse }: { purse: Purse }) {
  const t = useT();
  return (
    <Card label={t('saka.wallet')}>
      <p className="text-tiny text-soft">{t('saka.wallet')}</p>
      <p className="mt-1 mb-2.5 flex flex-wrap items-end gap-x-2">
        <span className="num text-figure font-strong">{t('ui.number', { n: purse.total })}</span>
        <span className="pb-1 text-small text-soft">{t(purse.reserved > 0 ? 'saka.wallet.ofWhich' : 'saka.wallet.of', { n: purse.total })} {purse.reserved > 0 && <b className="text-ink">{t('saka.wallet.reserved', { n: purse.reserved })}</b>}</span>
      </p>
      <Bar parts={[{ value: purse.free, fill: 'leaf' }, { value: purse.reserved, fill: 'grain' }]} total={purse.total} />
      {purse.reserved > 0 && <p className="num mt-2 text-tiny text-soft">{t('saka.wallet.free', { n: purse.free })}</p>}
    </Card>
  );
}
