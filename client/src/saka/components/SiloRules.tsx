import type { PublicSilo } from '@egoejo/shared/saka/public.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayAndHour } from '../../i18n/when.ts';
import { useNow } from '../../ui/text/clock.ts';
import { percent } from '../rates.ts';
import { useNextRedistribution } from '../reads.ts';

/** How the Silo fills and what it gives, by the rules in force. */
export function SiloRules({ silo }: { silo: PublicSilo }) {
  const t = useT();
  const locale = useLocale();
  const next = dayAndHour(locale, useNextRedistribution(), useNow());
  const { rules: r } = silo;
  return (
    <div className="flex max-w-prose flex-col gap-2 text-small">
      <p>{t('saka.silo.text')}</p>
      <p>
        {r.compost
          ? t('saka.silo.fills', {
              rate: percent(locale, r.compostRate),
              days: r.compostInactivityDays,
              min: r.compostMinBalance,
              least: r.compostMinAmount,
            })
          : t('saka.compost.off')}
      </p>
      <p>
        {r.redistribution
          ? t('saka.silo.gives', { rate: percent(locale, r.redistributionRate), when: next })
          : t('saka.silo.givesNot')}
      </p>
    </div>
  );
}
