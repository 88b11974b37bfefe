import { createRouter } from '@tanstack/react-router';
import { arrive } from '../../ui/layout/arrival.ts';
import { routeTree } from './route-tree.ts';
import { CrashPage, Pending } from '../shell/CrashPage.tsx';
import { plainPath } from './safe-path.ts';
import { parseSearch, stringifySearch } from './search-params.ts';

const path = plainPath(location.pathname);
if (path !== location.pathname) history.replaceState(null, '', path + location.search + location.hash);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  // Parameters that a page does not take leave the address.
  search: { strict: true },
  scrollRestoration: true,
  defaultPreload: false,
  defaultPendingComponent: Pending,
  defaultPendingMs: 300,
  defaultErrorComponent: CrashPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** After each change of page, moves the focus to its title or field, where screen readers and keyboards then start. */
export function moveFocusOnNavigation(): void {
  let opening = true;
  router.subscribe('onRendered', ({ pathChanged }) => {
    if (opening || !pathChanged) {
      opening = false;
      return;
    }
    arrive();
  });
}
