/** Size and colours of the reader: kept on this device at once, and for a member in their preferences. */
import type { Preferences } from '@egoejo/shared/accounts/model.ts';
import { usePreferences } from '../accounts/model.ts';
import { useDraft } from '../sync/drafts.ts';
import { mutate } from '../sync/mutate.ts';
import { useMember } from '../sync/session.ts';

export const sizes = [1, 2, 3, 4, 5] as const;
export const readerThemes = ['auto', 'light', 'dark', 'sepia'] as const satisfies readonly NonNullable<Preferences['readerTheme']>[];
export interface ReaderSettings {
  size: (typeof sizes)[number];
  theme: (typeof readerThemes)[number];
}
const FIRST: ReaderSettings = { size: 3, theme: 'auto' };

/** Letter height of each size, rem. */
const LETTERS: Readonly<Record<ReaderSettings['size'], number>> = { 1: 0.9375, 2: 1.0625, 3: 1.1875, 4: 1.375, 5: 1.625 };
/** Warm paper: every pair of text and ground stays above 4.5:1. */
const SEPIA = { '--paper': '#F3E7CF', '--surface': '#F8EEDB', '--sunk': '#E9DCC0', '--line': '#D8C7A4', '--ink': '#33281A', '--soft': '#63533C', '--leaf': '#245A35' };

/** What the settings mean for the element that holds the text. */
export function readerStyle({ size, theme }: ReaderSettings): Record<string, string> {
  return {
    fontSize: `${LETTERS[size]}rem`,
    ...(theme === 'auto' ? {} : { colorScheme: theme === 'dark' ? 'dark' : 'light' }),
    ...(theme === 'sepia' ? SEPIA : {}),
  };
}

export function useReaderSettings(): [ReaderSettings, (next: ReaderSettings) => void] {
  const who = useMember();
  const wished = usePreferences();
  const [kept, keep] = useDraft<ReaderSettings>('reader-settings', FIRST);
  const size = who === null ? kept.size : (sizes.find((s) => s === wished.readerSize) ?? kept.size);
  const theme = who === null ? kept.theme : (wished.readerTheme ?? kept.theme);
  const set = (next: ReaderSettings) => {
    keep(next);
    if (who !== null) void mutate('preferences.set', { readerSize: next.size, readerTheme: next.theme });
  };
  return [{ size, theme }, set];
}
