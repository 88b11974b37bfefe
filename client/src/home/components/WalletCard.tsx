import { Link } from '@tanstack/react-router';
import type { Wallet } from '@egoejo/shared/saka/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useReserved, useRows } from '../../sync/live.ts';
import { Card } from '../../ui/Card.tsx';
import { CycleRing } from '../../ui/CycleRing.tsx';
import { Bar } from '../../ui/feedback.tsx';

/** « 120 grains, dont 30 réservés »: what is shown as balance is net of queued acts, so the whole is both together. */
export function WalletCard({ wallet }: { wallet: Wallet }) {
  const t = useT();
  const reserved = useReserved();
  const cycle = useRows('cycle')?.find((c) => c.active);
  const free = wallet.balance;
  const whole = free + reserved;
  return (
    <Card>
      <div className="flex items-center gap-2">
        <p className="flex-1 text-tiny text-soft">{cycle ? t('home.cycle.kicker', { name: cycle.name }) : t('home.cycle.kickerNone')}</p>
        <Link to="/cycle" aria-label={t('home.wallet.see')} className="grid size-11 place-items-center"><CycleRing small /></Link>
      </div>
      <p className="mb-2.5 flex flex-wrap items-end gap-x-2">
        <span className="num text-figure font-strong">{t('ui.number', { n: whole })}</span>
        <span className="text-small text-soft">{t('home.wallet.of', { n: whole })}{reserved > 0 && <b className="text-ink"> · {t('home.wallet.reserved', { n: reserved })}</b>}</span>
      </p>
      <Bar total={whole} parts={[{ value: free, fill: 'leaf' }, { value: reserved, fill: 'grain' }]} />
      <p className="mt-2 text-tiny text-soft">{t('home.wallet.free', { n: free })}</p>
    </Card>
  );
}
