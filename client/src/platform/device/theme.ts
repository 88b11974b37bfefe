/** Light, dark, or the device's setting. Stored in localStorage, because it is needed before any database is open. */
import { useSyncExternalStore } from 'react';
import { keepLocally } from '../storage/quota-error.ts';
import { local } from '../storage/local.ts';

export const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const STORED = 'egoejo.theme';

export const storedTheme = (): Theme => themes.find((x) => x === local().getItem(STORED)) ?? 'auto';

const dark = matchMedia('(prefers-color-scheme: dark)');
const changed = new EventTarget();
/** Whether the page is dark now. */
const isDark = (): boolean => {
  const theme = storedTheme();
  return theme === 'auto' ? dark.matches : theme === 'dark';
};
const listen = (run: () => void) => {
  dark.addEventListener('change', run);
  changed.addEventListener('change', run);
  return () => {
    dark.removeEventListener('change', run);
    changed.removeEventListener('change', run);
  };
};
/** Whether the page is dark, for what is drawn without CSS. */
export const useDark = (): boolean => useSyncExternalStore(listen, isDark);

function draw(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
/** Shows `theme` and stores it on this device. */
export function setTheme(theme: Theme): void {
  keepLocally(STORED, theme);
  draw(theme);
  changed.dispatchEvent(new Event('change'));
}
export const startTheme = (): void => draw(storedTheme());
