import type { Colours } from '../reader/look.ts';

/**
 * The colours that `host` has now, for a page that knows none of the app's tokens. `probe`: an element in it with the
 * colour of links.
 */
export function coloursOf(host: Element, probe: Element, appIsDark: boolean): Colours {
  const { color, backgroundColor, colorScheme } = getComputedStyle(host);
  const dark = colorScheme === 'dark' || (colorScheme.includes('dark') && appIsDark);
  return { ink: color, paper: backgroundColor, link: getComputedStyle(probe).color, dark };
}
