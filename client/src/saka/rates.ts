/** Whole basis points as a percentage: « 10 % ». */
export const percent = (locale: string, basisPoints: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
