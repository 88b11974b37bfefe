import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWide } from '../../../platform/device/wide.ts';
import { Icon, type IconName } from '../../../ui/pictures/icons.tsx';

/** One page in the list of « Moi ». */
export function MeRow({
  to,
  icon,
  label,
  aside,
  shown,
}: {
  to: NonNullable<LinkProps['to']>;
  icon: IconName;
  label: string;
  aside?: ReactNode;
  /** It is beside the list, although nobody has chosen it. */
  shown?: boolean;
}) {
  const wide = useWide();
  return (
    <li className="-mx-3.5 px-3.5 has-[a[aria-current]]:bg-leaf-soft">
      <Link
        to={to}
        resetScroll={!wide}
        aria-current={shown || undefined}
        className="flex min-h-13 items-center gap-3 no-underline"
      >
        <Icon name={icon} className="size-5 text-leaf" />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
          <span className="flex-auto">{label}</span>
          {aside}
        </span>
        <Icon name="next" className="size-5 text-soft" />
      </Link>
    </li>
  );
}
