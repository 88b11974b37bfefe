import { Outlet, useMatch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { FirstProjects } from '../../home/first-pages.tsx';
import { later } from '../../home/later.ts';
import { useWide } from '../../platform/device/wide.ts';

/** Not a page of the router: it would load at once, also on a phone that shows the list alone. */
const First = lazy(() =>
  later(() => import('./ProjectWithComments.tsx').then((m) => ({ default: m.FirstOfProjects }))),
);

/** Projects: on a wide screen the list with one project beside it, on a phone either of the two. */
export function Projects() {
  const wide = useWide();
  const one = useMatch({ from: '/projets/$id', shouldThrow: false });
  return one && !wide ? <Outlet /> : <FirstProjects />;
}

/** Beside the list, until a project is chosen. */
export function NoneChosen() {
  return (
    <Suspense>
      <First />
    </Suspense>
  );
}
