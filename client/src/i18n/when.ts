/** Dates, durations and sizes in words, from Intl. Times are local to the device. */
import { upperFirst } from '@egoejo/shared/platform/cut.ts';
import { formatNumber } from './format.ts';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Where « now » in Intl's words is not what one says of something that has just happened. */
const JUST_NOW: Readonly<Record<string, string>> = { fr: 'à l’instant', en: 'just now', sw: 'sasa hivi' };
const languageOf = (locale: string): string => locale.slice(0, 2);

/** « il y a 2 h », « dans 2 jours »; within a minute: « à l’instant ». Milliseconds since 1970. */
export function relative(locale: string, at: number, now: number): string {
  const diff = at - now;
  const step = STEPS.find(([, ms]) => Math.abs(diff) >= ms);
  const format = new Intl.RelativeTimeFormat(locale, {
    numeric: 'always',
    style: step?.[0] === 'hour' || step?.[0] === 'minute' ? 'short' : 'long',
  });
  if (step) return format.format(Math.trunc(diff / step[1]), step[0]);
  return JUST_NOW[languageOf(locale)] ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
}

/** Between a day and its hour: « lundi 14 à 3 h ». Elsewhere a comma. */
const AT: Readonly<Record<string, string>> = { fr: ' à ', en: ' at ' };

/** « 14 h 05 », « 3 h »; “14:05” in other languages, which may count by half days. No 0 before the hour. */
export function hour(locale: string, at: number | Date): string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const said = format.format(at).replace(/^0(?=\d)/, '');
  if (languageOf(locale) !== 'fr') return said;
  return said.replace(/^(\d+):(\d+)$/, (_, h: string, min: string) =>
    min === '00' ? `${h}\u00A0h` : `${h}\u00A0h\u00A0${min}`,
  );
}

/** « lundi 14 à 3 h » within the next ten days, else with the month, and with the year when it is another one. */
export function dayAndHour(locale: string, at: number, now: number): string {
  const date = new Date(at);
  const near = at >= now && at - now < 10 * 86_400_000;
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const said = (what: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, what).format(date);
  // Intl would give « 15 Monday », which nobody says.
  const days =
    near && sameYear
      ? `${said({ weekday: 'long' })} ${said({ day: 'numeric' })}`
      : said({ weekday: 'long', day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' });
  return withHour(locale, days, date);
}
const withHour = (locale: string, days: string, date: Date): string =>
  `${firstOfMonth(locale, days)}${AT[languageOf(locale)] ?? ', '}${hour(locale, date)}`;

/** The place that names the device's time zone: « Paris », « Dakar »; « UTC+1 » where a zone has none. */
export function zoneName(locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' });
  const zone = format.resolvedOptions().timeZone;
  const place = zone.startsWith('Etc/') ? undefined : zone.split('/').slice(1).at(-1);
  return (
    place?.replaceAll('_', ' ') ?? format.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? zone
  );
}

/** « 14 h 30 » today, else as `dayAndHour`. */
export function hourOrDay(locale: string, at: number, now: number): string {
  const date = new Date(at);
  if (date.toDateString() !== new Date(now).toDateString()) return dayAndHour(locale, at, now);
  return hour(locale, date);
}

/** The first of a month is said as an ordinal in French, which Intl does not do. */
const firstOfMonth = (locale: string, text: string): string =>
  locale === 'fr' ? text.replace(/(^|[^\d\p{L}])1(?= \p{L}{3,}|$)/u, '$11er') : text;

/** « 14 mars 2027 », « 1er mars 2027 ». */
export const day = (locale: string, at: number): string =>
  firstOfMonth(
    locale,
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at)),
  );

/** « Aujourd’hui », « Hier », « 14 mars 2027 », by the days of the device’s time zone. */
export function dayName(locale: string, at: number, now: number): string {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
  const back = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  const said =
    back <= 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.max(back, 0), 'day')
      : day(locale, at);
  return upperFirst(said, locale);
}

/** « 14 mars 2027 à 15 h 07 », for what is kept for years. */
export const dateAndTime = (locale: string, at: number): string =>
  withHour(locale, new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(at)), new Date(at));

/** The time left, in its largest unit: « 2 jours », « 3 heures », « 40 minutes ». Never negative. */
export function duration(locale: string, ms: number): string {
  const left = Math.max(0, ms);
  const [unit, size] =
    left >= 2 * 86_400_000
      ? (['day', 86_400_000] as const)
      : left >= 2 * 3_600_000
        ? (['hour', 3_600_000] as const)
        : (['minute', 60_000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(left / size));
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
/** « 1,4 Mo »: decimal units, as phones and operators count. */
export function bytes(locale: string, n: number): string {
  let value = n;
  let i = 0;
  while (value >= 1000 && i < UNITS.length - 1) {
    value /= 1000;
    i++;
  }
  const unit = UNITS[i] ?? 'byte';
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    // “636 byte” is what Intl's short form would say.
    unitDisplay: i === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && i > 0 ? 1 : 0,
  }).format(value);
}

/** Words for money stand behind the amount in every language, as on West African prices: « 1 850 000 F CFA ». */
function money(locale: string, cents: number, options: Intl.NumberFormatOptions): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', ...options }).formatToParts(cents / 100);
  const [first, gap, ...rest] = parts;
  const behind = first?.type === 'currency' && first.value.startsWith('F') && gap?.type === 'literal';
  return (behind ? [...rest, gap, first] : parts).map((part) => part.value).join('');
}

/** A stated estimate (never money held here): whole units of its currency, « 120 000 € ». */
export const estimate = (locale: string, { cents, currency }: { cents: number; currency: string }): string =>
  money(locale, cents, { currency, maximumFractionDigits: 0 });

/** An amount to the last unit of its currency: « 1 234,57 € », « 120 € ». */
export const amount = (locale: string, { cents, currency }: { cents: number; currency: string }): string =>
  money(locale, cents, { currency, trailingZeroDisplay: 'stripIfInteger' });

export { formatNumber };
