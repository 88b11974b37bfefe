import { useEffect } from 'react';
import { ECO } from '@egoejo/shared/eco/model.ts';
import { levelOf, useEcoStore } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { IconLink } from '../../ui/Button.tsx';
import { useUnread } from '../queries.ts';

/** Leads to the notifications, with the number of those not read yet. */
export function Bell() {
  const t = useT();
  const unread = useUnread();
  const prefetch = useEcoStore((s) => ECO[levelOf(s)].prefetch);
  // The page is not in the precache. Once fetched through the service worker, it opens without a network.
  useEffect(() => {
    if (prefetch) void import('../pages/NotificationsPage.tsx').catch(() => undefined);
  }, [prefetch]);
  return (
    <span className="relative ms-auto">
      <IconLink to="/notifications" icon="bell" label={t('home.bell', { n: unread })} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="num pointer-events-none absolute start-[55%] bottom-[55%] min-w-[min(1.125rem,27px)] rounded-full bg-leaf px-1 text-center text-[min(0.6875rem,16.5px)] leading-[min(1.125rem,27px)] font-strong text-on-leaf"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </span>
  );
}
