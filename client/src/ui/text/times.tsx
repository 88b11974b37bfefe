/** Times in words. `at` is ISO 8601 or milliseconds since 1970. */
import { useLocale, useT } from '../../i18n/locale.ts';
import { day, dayAndHour, duration, relative } from '../../i18n/when.ts';
import { useNow } from './clock.ts';

type Instant = string | number;
const ms = (at: Instant) => (typeof at === 'number' ? at : Date.parse(at));
const iso = (at: Instant) => new Date(ms(at)).toISOString();

/** « il y a 12 min ». */
export function RelativeTime({ at }: { at: Instant }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={iso(at)} title={dayAndHour(locale, ms(at), now)}>
      {relative(locale, Math.min(ms(at), now), now)}
    </time>
  );
}

/** « lundi 14, 3 h », local. `dayOnly`: « 14 mars 2027 ». */
export function DateTime({ at, dayOnly = false }: { at: Instant; dayOnly?: boolean }) {
  const locale = useLocale();
  const now = useNow();
  return <time dateTime={iso(at)}>{dayOnly ? day(locale, ms(at)) : dayAndHour(locale, ms(at), now)}</time>;
}

/** « clôture dans 2 jours » by the server's clock; « clos » once it has passed. */
export function Countdown({ to }: { to: Instant }) {
  const t = useT();
  const locale = useLocale();
  const left = ms(to) - useNow();
  return (
    <time dateTime={iso(to)}>
      {left <= 0
        ? t('ui.closed')
        : left < 60_000
          ? t('ui.closesNow')
          : t('ui.closesIn', { left: duration(locale, left) })}
    </time>
  );
}
