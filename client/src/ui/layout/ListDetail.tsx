import { Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWide } from '../../platform/device/wide.ts';
import { Page, Pane } from './Page.tsx';

/** Whether the list of that path has room beside it and nothing chosen: its first item is shown there, and marked. */
export function useShowsFirst(at: string): boolean {
  const none = useLocation({ select: (l) => l.pathname.replace(/\/$/, '') === at });
  return useWide() && none;
}

/**
 * The page of a route whose inner routes are its items. On wide screens the item is shown beside the list; until one is
 * chosen, the inner index route decides what is. On a phone there is either the list or the item.
 */
export function ListDetail({
  at,
  title,
  actions,
  back,
  children,
}: {
  /** The path of the list itself. */
  at: string;
  title: string;
  actions?: ReactNode;
  back?: string;
  /** The list. */
  children: ReactNode;
}) {
  const wide = useWide();
  const chosen = useLocation({ select: (l) => l.pathname.replace(/\/$/, '') !== at });
  if (!wide) {
    return chosen ? (
      <Outlet />
    ) : (
      <Page title={title} actions={actions} {...(back !== undefined && { back })}>
        {children}
      </Page>
    );
  }
  return (
    <Page title={title} actions={actions} wide named={!chosen}>
      <div className="grid grid-cols-[minmax(20rem,24rem)_minmax(0,1fr)] gap-6">
        <div className="flex flex-col gap-3">{children}</div>
        <Pane list={at} chosen={chosen}>
          <Outlet />
        </Pane>
      </div>
    </Page>
  );
}
