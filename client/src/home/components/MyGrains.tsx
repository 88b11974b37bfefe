import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useFlag, type Purse } from '../../saka/model.ts';
import { Chip } from '../../ui/Chip.tsx';

/**
 * The member's grains, said once, with the way to the cycle, which shows what is reserved of them. Here only screen
 * readers hear that: a longer line would break, and everything below would move when an act is received.
 */
export function MyGrains({ purse }: { purse: Purse | null }) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  // Grains that are there stay in sight; none are promised.
  if (!purse || (!grains && purse.total === 0)) return null;
  return (
    <Link to="/cycle" className="inline-flex min-h-11 items-center no-underline">
      <Chip tone="grain" icon="grain">
        <span aria-hidden="true">{t('ui.number', { n: purse.total })}</span>
        <span className="sr-only">
          {t('ui.grains', { n: purse.total })}
          {purse.reserved > 0 && ` ${t('home.wallet.reserved', { n: purse.reserved })}`}
        </span>
      </Chip>
    </Link>
  );
}
