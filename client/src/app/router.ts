import { createRouter } from '@tanstack/react-router';
import { routeTree } from './route-tree.ts';
import { CrashPage, Pending } from './CrashPage.tsx';

export const router = createRouter({
  routeTree,
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

/** After each change of page, moves the focus to its title, so that screen readers and keyboards start there. */
export function moveFocusOnNavigation(): void {
  let first = true;
  router.subscribe('onRendered', ({ pathChanged }) => {
    if (first || !pathChanged) {
      first = false;
      return;
    }
    document.getElementById('page-title')?.focus({ preventScroll: true });
  });
}
