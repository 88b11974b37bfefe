import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { WalletCard } from '../../saka/components/WalletCard.tsx';
import { useFlag, usePurse } from '../../saka/model.ts';
import { useRows } from '../../sync/api/live.ts';
import { CycleRing } from '../../ui/CycleRing.tsx';

/** The member's wallet under the name of the season, with the way to the cycle. */
export function MyGrains() {
  const t = useT();
  const purse = usePurse();
  const season = useRows('cycle')?.find((c) => c.active);
  const grains = useFlag('ENABLE_SAKA');
  // Grains that are there stay in sight; none are promised.
  if (!purse || (!grains && purse.total === 0)) return null;
  return (
    <WalletCard
      purse={purse}
      head={
        <div className="flex items-center gap-2">
          <p className="flex-1 text-tiny text-soft">
            {season ? t('home.cycle.kicker', { name: season.name }) : t('home.cycle.kickerNone')}
          </p>
          <Link to="/cycle" aria-label={t('home.wallet.see')} className="grid size-11 place-items-center">
            <CycleRing small />
          </Link>
        </div>
      }
      words={
        <span className="text-small text-soft">
          {t('home.wallet.of', { n: purse.total })}
          {purse.reserved > 0 && <b className="text-ink"> · {t('home.wallet.reserved', { n: purse.reserved })}</b>}
        </span>
      }
    >
      <p className="mt-2 text-tiny text-soft">{t('home.wallet.free', { n: purse.free })}</p>
    </WalletCard>
  );
}
