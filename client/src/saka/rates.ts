/** « 10 % », from whole basis points. */
export const percent = (locale: string, basisPoints: number): string => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
