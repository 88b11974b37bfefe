import type { Plugin } from 'vite';

const STYLES = /\s*<link rel="stylesheet"[^>]*>/g;

/**
 * Moves the style sheets of the page below its first words. A browser shows nothing below a style sheet that it still
 * loads: on a slow link, the name of the app would wait for it. Scripts wait for it wherever it is.
 */
export function stylesBelow(): Plugin {
  return {
    name: 'egoejo-styles-below',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replaceAll(STYLES, '').replace('</body>', `${(html.match(STYLES) ?? []).join('')}\n  </body>`),
    },
  };
}
