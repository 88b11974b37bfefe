/** The style of a book's text, for the page in which it is shown. */
import type { Look } from '../kept.ts';

/** Colours of the page around the text and of the text; each pair has a contrast above 4.5:1. `auto`: the app's own. */
const THEMES: Readonly<Record<'paper' | 'sepia' | 'night', Record<string, string>>> = {
  paper: {
    colorScheme: 'light',
    '--paper': '#FAF7F0',
    '--line': '#DDD5C3',
    '--ink': '#1F2A1E',
    '--soft': '#55604F',
    '--leaf': '#2C6A3F',
  },
  sepia: {
    colorScheme: 'light',
    '--paper': '#F3E7CF',
    '--line': '#D8C7A4',
    '--ink': '#33281A',
    '--soft': '#63533C',
    '--leaf': '#245A35',
  },
  night: {
    colorScheme: 'dark',
    '--paper': '#121711',
    '--line': '#333D31',
    '--ink': '#D6DCD0',
    '--soft': '#A9B5A2',
    '--leaf': '#8FD19C',
  },
};
/** For the element around the text: its bars and sheets have the colours of the page. */
export const themeStyle = ({ theme }: Pick<Look, 'theme'>): Record<string, string> =>
  theme === 'auto' ? {} : THEMES[theme];

export interface Colours {
  ink: string;
  paper: string;
  link: string;
  dark: boolean;
}
const FONTS: Readonly<Record<Look['font'], string>> = {
  book: '',
  serif: "Georgia, 'Noto Serif', 'Times New Roman', serif",
  sans: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  mono: "ui-monospace, 'Noto Sans Mono', Menlo, monospace",
};
/** Letters a little larger than the app's: 18 px where the app has 16. */
const BASE = 1.125;

const RECOLOURED = `body *:not(svg *, math *, img, video) {
  color: inherit !important; background-color: transparent !important; }`;

/** @param root the size of letters of the app, px: it follows the member's choice and the browser's */
export function bookStyle(look: Look, { ink, paper, link, dark }: Colours, root: number): string {
  const size = (root * BASE * look.size) / 100;
  const family = FONTS[look.font];
  const leading =
    look.leading === 0
      ? 'body { line-height: 1.5; }'
      : `p, li, blockquote, dd, body { line-height: ${look.leading / 100} !important; }`;
  const edges = look.justified === true ? 'justify' : 'start';
  // On the book's own paper its own colours hold; on another, dark letters on a dark page would not be read.
  const recolour = look.theme === 'sepia' || dark;
  return `
@namespace epub "http://www.idpf.org/2007/ops";
html { --theme-bg-color: ${paper}; color-scheme: ${dark ? 'dark' : 'light'}; font-size: ${size.toFixed(2)}px !important;
  background-color: ${paper} !important; color: ${ink} !important;
  -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { color: ${ink} !important; ${look.font === 'book' ? `font-family: ${FONTS.serif};` : ''} }
a:any-link { color: ${link}; }
${recolour ? RECOLOURED : ''}
${recolour ? `body a:any-link:not(svg *) { color: ${link} !important; }` : ''}
${look.font === 'book' ? '' : `*:not(math *, pre, code, kbd, samp) { font-family: ${family} !important; }`}
${leading}
${look.justified === null ? '' : `p, li, blockquote, dd { text-align: ${edges} !important; }`}
p, li, blockquote, dd { hanging-punctuation: allow-end last; widows: 2; orphans: 2; hyphens: auto; }
pre { white-space: pre-wrap !important; }
aside[epub|type~="footnote"], aside[epub|type~="rearnote"], aside[epub|type~="endnote"], aside[role~="doc-footnote"] {
  display: none; }
[hidden] { display: none !important; }
img, svg, video { max-width: 100%; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`;
}
