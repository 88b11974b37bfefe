import type { PublicSilo } from '@egoejo/shared/saka/public.ts';
import { useLocale, useT } from '../../i18n/locale.ts';

/** The grains received and given on each day, newest first. */
export function SiloDays({ days }: { days: PublicSilo['days'] }) {
  const t = useT();
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5">
      {days.toReversed().map((d) => (
        <li key={d.day} className="flex flex-wrap gap-x-3 py-2.5 text-small">
          <span className="flex-1">{date.format(Date.parse(`${d.day}T00:00:00Z`))}</span>
          {d.in > 0 && <span className="num text-soil">{t('saka.silo.in', { n: d.in })}</span>}
          {d.out > 0 && <span className="num text-wait">{t('saka.silo.out', { n: d.out })}</span>}
        </li>
      ))}
    </ul>
  );
}
