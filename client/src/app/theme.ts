/** Light, dark, or what the device says. Kept on the device, because it is needed before any database is open. */
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const STORED = 'egoejo.theme';

export const storedTheme = (): Theme => themes.find((x) => x === localStorage.getItem(STORED)) ?? 'auto';

function draw(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
/** Shows `theme` and remembers it on this device. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(STORED, theme);
  draw(theme);
}
export const startTheme = (): void => draw(storedTheme());
