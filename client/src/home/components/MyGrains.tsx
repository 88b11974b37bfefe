import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useFlag, type Purse } from '../../saka/model.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';

/**
 * The member's grains, as a link to the cycle. Only screen readers are told here how many of them queued acts reserve;
 * the page of the cycle shows it to everybody. Written here, it would break the title's line, and the page would jump
 * when the server has received the acts.
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
