import { useT } from '../../i18n/locale.ts';
import { IconLink } from '../../ui/actions/Button.tsx';
import { useUnread } from '../queries.ts';

/** Leads to the notifications, with the number of those not read yet. */
export function Bell() {
  const t = useT();
  const unread = useUnread();
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
