/** Size and colours of the reader: stored on this device at once, and for a member in their preferences. */
import type { Preferences } from '@egoejo/shared/accounts/model.ts';
import { setPreferences, usePreferences } from '../accounts/model.ts';

export const sizes = [1, 2, 3, 4, 5] as const;
export const readerThemes = ['auto', 'light', 'dark', 'sepia'] as const satisfies readonly NonNullable<
  Preferences['readerTheme']
>[];
export interface ReaderSettings {
  size: (typeof sizes)[number];
  theme: (typeof readerThemes)[number];
}
const FIRST: ReaderSettings = { size: 3, theme: 'auto' };

/** Letter height of each size, rem: up to 9 % of the screen's width, so that long words fit on the smallest phone. */
const LETTERS: Readonly<Record<ReaderSettings['size'], number>> = {
  1: 0.9375,
  2: 1.0625,
  3: 1.1875,
  4: 1.375,
  5: 1.625,
};
/** Sepia: every pair of text and background keeps a contrast above 4.5:1. */
const SEPIA = {
  '--paper': '#F3E7CF',
  '--surface': '#F8EEDB',
  '--sunk': '#E9DCC0',
  '--line': '#D8C7A4',
  '--ink': '#33281A',
  '--soft': '#63533C',
  '--leaf': '#245A35',
};

/** The look of the settings, for the element that holds the text. */
export const readerLook = ({ size, theme }: ReaderSettings) => ({
  // Undefined: the app's own.
  'data-scheme': theme === 'auto' ? undefined : theme === 'dark' ? 'dark' : 'light',
  style: { fontSize: `min(${LETTERS[size]}rem, 9vw)`, ...(theme === 'sepia' ? SEPIA : {}) },
});

/** The reader's settings, and a function to change them. */
export function useReaderSettings(): [ReaderSettings, (next: ReaderSettings) => void] {
  const { readerSize, readerTheme = FIRST.theme } = usePreferences();
  const size = sizes.find((s) => s === readerSize) ?? FIRST.size;
  return [
    { size, theme: readerTheme },
    (next) => void setPreferences({ readerSize: next.size, readerTheme: next.theme }),
  ];
}
