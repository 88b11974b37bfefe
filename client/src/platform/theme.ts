/** Light, dark, or the device's setting. Stored in localStorage, because it is needed before any database is open. */
export const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const STORED = 'egoejo.theme';

export const storedTheme = (): Theme => themes.find((x) => x === localStorage.getItem(STORED)) ?? 'auto';

function draw(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
/** Shows `theme` and stores it on this device. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(STORED, theme);
  draw(theme);
}
export const startTheme = (): void => draw(storedTheme());
