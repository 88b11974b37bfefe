import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '@egoejo/shared/platform/languages.ts';
import react from '@vitejs/plugin-react';
import { runnerImport, type Plugin } from 'vite';
import type * as Markup from './first-markup.tsx';
import { usedStyles } from './used-styles.ts';

const ROOT = /(<div id="root">)[\s\S]*?(<\/div>)/;
const SHEET = /<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/;

/**
 * Runs before the words are drawn. It sets the colours and the text size chosen on this device. It hides the words if
 * this device has chosen another language, or if a member is signed in, whose Accueil looks different. The server has
 * chosen the page by the browser's languages, by the same rule as the app (`firstLanguage` of src/i18n/locale.ts).
 */
const BEFORE = `try{
const s=localStorage,d=document.documentElement,g=(k)=>s.getItem('egoejo.'+k);
if(/^(light|dark)$/.test(g('theme')))d.dataset.theme=g('theme');
if(g('textSize'))d.style.fontSize=g('textSize')+'%';
if((g('locale')||d.lang)!==d.lang||JSON.parse(g('accounts')||'{}').current)d.dataset.later='';
}catch{delete document.documentElement.dataset.later}`;

/** The bar without its entries, as high as with them: it comes with the first bytes, and must not grow. */
const BAR = '#first nav{min-height:calc(var(--step)*15 + .25rem + 1px + env(safe-area-inset-bottom))}';

/**
 * Writes a page for each language: `first.html` in French, `first.en.html` and so on. For `/` the server sends one of
 * them instead of `index.html`. It also contains the top of a visitor's Accueil, with its styles. So on a slow link a
 * first visit shows what EGOEJO is as soon as the page has arrived, and the app then draws the same in the same place.
 */
export function firstPage(out: string): Plugin {
  return {
    name: 'egoejo-first-page',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const { module } = await runnerImport<typeof Markup>('/bundling/first-markup.tsx', {
          configFile: false,
          root: join(import.meta.dirname, '..'),
          plugins: [react()],
          logLevel: 'warn',
        });
        const words = module.firstMarkup();
        const page = readFileSync(join(out, 'index.html'), 'utf8');
        const css = readFileSync(join(out, SHEET.exec(page)?.[1] ?? ''), 'utf8');
        const styles = `${usedStyles(css, words.fr)}${BAR}[data-later] #first{visibility:hidden}`;
        for (const language of LANGUAGES) {
          const html = page
            .replace('lang="fr" dir="ltr"', `lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
            .replace('</head>', () => `<style>${styles}</style><script>${BEFORE}</script></head>`)
            .replace(ROOT, (_, begin: string, end: string) => `${begin}<div id="first">${words[language]}</div>${end}`);
          writeFileSync(join(out, language === 'fr' ? 'first.html' : `first.${language}.html`), html);
        }
      },
    },
  };
}
