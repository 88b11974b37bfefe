import { isId } from '@egoejo/shared/platform/uuid.ts';
import { createRootRoute, notFound } from '@tanstack/react-router';
import { CrashPage, NotFoundPage } from '../shell/CrashPage.tsx';
import { engine } from '../start/engine.ts';
import { Layout } from '../shell/Layout.tsx';

export const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
/** The parent of every route. */
export const up = () => root;

/**
 * Rejects a link whose id is not an id: no page opens, so nothing is looked up, followed or stored under it. The engine
 * starts all the same, so that queued acts are sent.
 */
export const withId = ({ params }: { params: { id: string } }): void => {
  if (isId(params.id)) return;
  void engine();
  notFound({ throw: true });
};
