/** Accueil of a visitor as the app draws it, without its projects: by the app's own components, so that it is the same. */
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { renderToStaticMarkup } from 'react-dom/server';
import { Frame } from '../src/app/Frame.tsx';
import { VisitorPage } from '../src/home/components/VisitorPage.tsx';

/**
 * The navigation is a bar without its entries, and the choice of a language, which would choose nothing yet, has only
 * the one that is shown, and nothing casts a shadow: each byte counts as one of the first visit
 * (e2e/specs/size.spec.ts).
 */
export function firstMarkup(): string {
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  const html = renderToStaticMarkup(
    <RouterContextProvider router={router}>
      <Frame>
        <VisitorPage cards={null} />
      </Frame>
    </RouterContextProvider>,
  );
  return html
    .replace(/<ul.*?<\/ul>/s, '')
    .replaceAll('<select', '<select inert')
    .replaceAll(' shadow-card', '')
    .replaceAll(/<option(?![^>]*selected)[^>]*>[^<]*<\/option>/g, '');
}
