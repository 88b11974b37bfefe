/** Days as the French app writes them, in the time zone of the test devices: tests compute the day they expect. */

/** « lundi 1er mars »: the words of `at` without its year. */
export function frenchDay(at: number | Date): string {
  const said = (what: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', ...what }).format(at);
  const n = said({ day: 'numeric' });
  return `${said({ weekday: 'long' })} ${n === '1' ? '1er' : n} ${said({ month: 'long' })}`;
}
