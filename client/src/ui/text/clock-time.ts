/** A length of time as players show it: « 1:05 », « 1:02:05 ». @param seconds not negative */
export function clockTime(locale: string, seconds: number): string {
  const whole = Math.floor(seconds);
  const of = (n: number, digits: number) =>
    new Intl.NumberFormat(locale, { minimumIntegerDigits: digits, useGrouping: false }).format(n);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const start = hours > 0 ? `${of(hours, 1)}:${of(minutes, 2)}` : of(minutes, 1);
  return `${start}:${of(whole % 60, 2)}`;
}
