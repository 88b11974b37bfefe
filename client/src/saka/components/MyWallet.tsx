import { useT } from '../../i18n/locale.ts';
import { WalletCard } from './WalletCard.tsx';
import type { Purse } from '../model.ts';

/** What the member has, and how much of it is reserved. */
export function MyWallet({ purse }: { purse: Purse }) {
  const t = useT();
  return (
    <WalletCard
      purse={purse}
      label={t('saka.wallet')}
      head={<p className="mb-1 text-tiny text-soft">{t('saka.wallet')}</p>}
      words={
        <span className="pb-1 text-small text-soft">
          {t(purse.reserved > 0 ? 'saka.wallet.ofWhich' : 'saka.wallet.of', { n: purse.total })}{' '}
          {purse.reserved > 0 && <b className="text-ink">{t('saka.wallet.reserved', { n: purse.reserved })}</b>}
        </span>
      }
    >
      {purse.reserved > 0 && <p className="num mt-2 text-tiny text-soft">{t('saka.wallet.free', { n: purse.free })}</p>}
    </WalletCard>
  );
}
