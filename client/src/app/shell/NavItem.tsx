import { Link, useLocation, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';

/** The number beside an entry's icon. Screen readers hear it in the entry's own words instead. */
export function Badge({ n }: { n: number }) {
  return (
    <span
      aria-hidden="true"
      className="num absolute start-2/3 bottom-1/2 min-w-[min(1.125rem,27px)] rounded-full bg-wait px-1 text-center text-[min(0.6875rem,16.5px)] leading-[min(1.125rem,27px)] font-strong text-paper forced-colors:border forced-colors:bg-[Canvas]"
    >
      {n > 99 ? '99+' : n}
    </span>
  );
}

/** One entry of the main navigation. `owns`: whether a path belongs to it; `badge` is beside its icon. */
export function NavItem({
  to,
  icon,
  word,
  owns,
  wide = false,
  badge,
  children,
}: {
  to: NonNullable<LinkProps['to']>;
  icon: IconName;
  word: string;
  owns: (path: string) => boolean;
  /** Shown on wide screens only; on phones, other pages link to it. */
  wide?: boolean;
  badge?: ReactNode;
  children?: ReactNode;
}) {
  const on = owns(useLocation({ select: (l) => l.pathname }));
  return (
    <li className={wide ? 'max-rail:hidden' : undefined}>
      <Link
        to={to}
        activeOptions={{ exact: true }}
        aria-current={on ? 'page' : undefined}
        className={`relative flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-inner text-tab no-underline wide:flex-row wide:justify-start wide:gap-3 wide:px-4 wide:text-base ${on ? 'font-strong text-leaf rail:bg-leaf-soft' : 'text-soft'}`}
      >
        <span className="relative">
          <Icon name={icon} />
          {badge}
        </span>
        {word}
        {children}
      </Link>
    </li>
  );
}
