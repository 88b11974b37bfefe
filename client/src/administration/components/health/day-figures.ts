import { useLocale, useT, type MessageKey } from '../../../i18n/locale.ts';
import type { Economy } from '../../calls.ts';

/** The figures of one day. */
export type Day = Economy['days'][number];
type Part = Exclude<keyof Day, 'day'>;
/** `level`: a state at the end of a day or a measurement during it, never added up; `ms`: a duration. */
export const figures: readonly { part: Part; word: MessageKey; fill: string; level?: true; ms?: true }[] = [
  { part: 'acts', word: 'administration.day.acts', fill: 'fill-ink' },
  { part: 'refused', word: 'administration.day.refused', fill: 'fill-clay' },
  { part: 'harvested', word: 'ui.cycle.harvested', fill: 'fill-grain-fill' },
  { part: 'planted', word: 'ui.cycle.planted', fill: 'fill-leaf' },
  { part: 'composted', word: 'ui.cycle.composted', fill: 'fill-soil' },
  { part: 'redistributed', word: 'ui.cycle.redistributed', fill: 'fill-wait' },
  { part: 'silo', word: 'administration.day.silo', fill: 'fill-soil', level: true },
  { part: 'boostP50', word: 'administration.day.boostP50', fill: 'fill-leaf', level: true, ms: true },
  { part: 'boostP95', word: 'administration.day.boostP95', fill: 'fill-wait', level: true, ms: true },
  { part: 'errors', word: 'administration.day.errors', fill: 'fill-clay' },
];

/** The formats of days and figures. */
export function useDayFormats() {
  const t = useT();
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    day: (day: string): string => date.format(Date.parse(`${day}T00:00:00Z`)),
    figure: (n: number | null, ms: boolean | undefined): string =>
      n === null ? '–' : t(ms ? 'administration.ms' : 'ui.number', { n }),
  };
}
