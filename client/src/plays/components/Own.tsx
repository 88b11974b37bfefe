import { useT } from '../../i18n/locale.ts';
import { RelativeTime } from '../../ui/text/times.tsx';

/** Says whose listening is not counted, and how old the figures are. @param at left out: nothing was counted yet */
export function Own({ at }: { at: string | undefined }) {
  const t = useT();
  return (
    <p className="text-tiny text-soft">
      {t('plays.own')}
      {at !== undefined && (
        <>
          {' · '}
          {t('plays.counted')} <RelativeTime at={at} />
        </>
      )}
    </p>
  );
}
