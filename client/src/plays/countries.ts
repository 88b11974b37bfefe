/** Countries by name. Pure. */

/** Codes with a name that stand for no country: unions, tests, what is unknown, and islands that belong to another one. */
const NO_COUNTRY: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'QO',
  'XA',
  'XB',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
]);
const LETTERS = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(65 + i));

const namesIn = (locale: string): Intl.DisplayNames =>
  new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });

/** The name of a country in that language; its code where the browser knows none. */
export const countryName = (locale: string, code: string): string => namesIn(locale).of(code) ?? code;

/** All countries (ISO 3166-1 alpha-2) that the browser can name, in the order of their names. */
export function countries(locale: string): { code: string; name: string }[] {
  const names = namesIn(locale);
  const collator = new Intl.Collator(locale);
  return LETTERS.flatMap((a) => LETTERS.map((b) => a + b))
    .flatMap((code) => {
      const name = NO_COUNTRY.has(code) ? undefined : names.of(code);
      // A former code has the name of the country that came after: ZR is CD.
      return name === undefined || new Intl.Locale(`und-${code}`).region !== code ? [] : [{ code, name }];
    })
    .toSorted((x, y) => collator.compare(x.name, y.name));
}
