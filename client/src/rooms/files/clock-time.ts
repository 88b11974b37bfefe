/** A length of time as players show it: « 1:05 ». @param seconds not negative */
export function clockTime(locale: string, seconds: number): string {
  const whole = Math.floor(seconds);
  const of = (n: number, digits: number) =>
    new Intl.NumberFormat(locale, { minimumIntegerDigits: digits, useGrouping: false }).format(n);
  return `${of(Math.floor(whole / 60), 1)}:${of(whole % 60, 2)}`;
}
