import { useT } from '../../i18n/locale.ts';
import { DateTime } from '../../ui/text/times.tsx';
import { firstOf, lastOf } from '../figures.ts';

/** The first and the last day of a season. */
export const SeasonDates = ({ from, to }: { from: string; to: string }) => {
  const t = useT();
  return (
    <p className="text-small text-soft">
      {t('saka.season.from')} <DateTime at={firstOf(from)} dayOnly /> {t('saka.season.to')}{' '}
      <DateTime at={lastOf(to)} dayOnly />
    </p>
  );
};
