/** Accueil of a visitor as the app draws it, without its projects: by the app's own components, so that it is the same. */
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { LANGUAGES, type Language } from '@egoejo/shared/platform/languages.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { Frame } from '../src/app/shell/Frame.tsx';
import { coreAr } from '../src/i18n/ar/core.ar.ts';
import { coreEn } from '../src/i18n/en/core.en.ts';
import { coreEs } from '../src/i18n/es/core.es.ts';
import { coreFr } from '../src/i18n/fr/core.fr.ts';
import { coreSw } from '../src/i18n/sw/core.sw.ts';
import { coreWo } from '../src/i18n/wo/core.wo.ts';
import { frenchSpaces } from '../src/i18n/format.ts';
import { languageNames, useLocaleStore, type CoreKey } from '../src/i18n/locale.ts';
import type { CorePack } from '../src/i18n/keys.ts';
import { VisitorPage } from '../src/home/components/VisitorPage.tsx';

const packs: Readonly<Record<Language, CorePack>> = {
  fr: coreFr,
  en: coreEn,
  es: coreEs,
  ar: coreAr,
  sw: coreSw,
  wo: coreWo,
};
/** Stands for a message until each language has its own words there. */
const MARK = /⟦([\w.]+)⟧/g;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');

/**
 * In each language. The navigation is a bar without its entries, and the choice of a language, which would choose
 * nothing yet, has only the one that is shown, and nothing casts a shadow: each byte counts as one of the first visit
 * (e2e/specs/quality/size.spec.ts).
 */
export function firstMarkup(): Record<Language, string> {
  // What is drawn without a browser reads the first state of a store.
  Object.assign(useLocaleStore.getInitialState(), {
    messages: Object.fromEntries(Object.keys(coreFr).map((key) => [key, `⟦${key}⟧`])),
  });
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  const html = renderToStaticMarkup(
    <RouterContextProvider router={router}>
      <Frame>
        <VisitorPage cards={null} />
      </Frame>
    </RouterContextProvider>,
  )
    .replace(/<ul.*?<\/ul>/s, '')
    .replaceAll('<select', '<select inert')
    .replaceAll(' shadow-card', '');
  const words = (language: Language): string =>
    html
      .replace(
        /(<select[^>]*>).*?(?=<\/select>)/s,
        (_, begin: string) => `${begin}<option>${languageNames[language]}</option>`,
      )
      .replaceAll(MARK, (_, key: CoreKey) => {
        const text = packs[language][key];
        return escaped(language === 'fr' ? frenchSpaces(text) : text);
      });
  return Object.fromEntries(LANGUAGES.map((l) => [l, words(l)])) as Record<Language, string>;
}
