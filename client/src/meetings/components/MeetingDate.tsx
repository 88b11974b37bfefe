import { useLocale } from '../../i18n/locale.ts';

/** The day of a meeting as a leaf of a calendar; the line beside it says it in words. */
export function MeetingDate({ startsAt, off }: { startsAt: string; off: boolean }) {
  const locale = useLocale();
  const at = new Date(startsAt);
  const said = (what: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, what).format(at);
  return (
    <time
      dateTime={startsAt}
      aria-hidden="true"
      className={`num flex w-13 flex-none flex-col items-center overflow-hidden rounded-inner border border-line leading-tight ${off ? 'text-soft' : ''}`}
    >
      <span className={`w-full py-0.5 text-center text-tiny font-strong ${off ? 'bg-sunk' : 'bg-leaf-soft text-leaf'}`}>
        {said({ month: 'short' })}
      </span>
      <span className="pt-1 text-head leading-tight">{said({ day: 'numeric' })}</span>
      <span className="pb-1 text-tiny text-soft">{said({ weekday: 'short' })}</span>
    </time>
  );
}
