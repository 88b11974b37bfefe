import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { Icon, type IconName } from '../pictures/icons.tsx';

/** 'grave' leads to a destructive action, 'danger' performs it. */
type ButtonVariant = 'primary' | 'quiet' | 'danger' | 'plain' | 'grave';
const looks: Record<ButtonVariant, string> = {
  primary: 'bg-leaf text-on-leaf forced-colors:border',
  quiet: 'border-[1.5px] border-leaf text-leaf',
  danger: 'bg-clay text-on-clay forced-colors:border',
  plain: 'text-leaf',
  grave: 'text-clay',
};
interface Look {
  variant?: ButtonVariant;
  icon?: IconName;
  /** Takes the full width, as main actions do. */
  block?: boolean;
  children: ReactNode;
}
const shape = (variant: ButtonVariant, block: boolean, className: string) =>
  'inline-flex min-h-11 items-center justify-center gap-[min(0.5rem,8px)] rounded-card px-[min(1rem,16px)] py-2.5 ' +
  'text-base text-center ' +
  'font-strong leading-tight no-underline ' +
  `aria-disabled:cursor-not-allowed aria-disabled:opacity-55 ${block ? 'w-full' : ''} ${looks[variant]} ${className}`;

type Tap = ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
/** A button that is off ignores taps and sends no form, but keeps the focus: one that the browser disables loses it. */
const offProps = (off: boolean, onClick: Tap) => ({
  'aria-disabled': off || undefined,
  onClick: off ? (event: MouseEvent) => event.preventDefault() : onClick,
});

/** A button that acts at once. While `busy` it keeps its place, tells screen readers, and ignores taps. */
export function Button({
  variant = 'primary',
  icon,
  block = false,
  busy = false,
  children,
  className = '',
  type = 'button',
  disabled = false,
  onClick,
  ...rest
}: Look & { busy?: boolean } & Omit<ComponentPropsWithRef<'button'>, 'children'>) {
  return (
    <button
      {...rest}
      type={type}
      {...offProps(disabled || busy, onClick)}
      aria-busy={busy || undefined}
      className={shape(variant, block, className)}
    >
      {icon && <Icon name={icon} className="size-[clamp(20px,1.25rem,24px)]" />}
      {children}
    </button>
  );
}

function Anchor({
  variant = 'primary',
  icon,
  block = false,
  children,
  className = '',
  ...rest
}: Look & Omit<ComponentPropsWithRef<'a'>, 'children'>) {
  return (
    <a {...rest} className={shape(variant, block, className)}>
      {icon && <Icon name={icon} className="size-[clamp(20px,1.25rem,24px)]" />}
      {children}
    </a>
  );
}
/** A link to another page that looks like a button: typed `to`, `params`, `search` of the router. */
export const LinkButton = createLink(Anchor);

/** A button with only an icon; `label` is its name. 44 × 44 px. */
export function IconButton({
  label,
  icon,
  className = '',
  type = 'button',
  disabled = false,
  onClick,
  ...rest
}: { label: string; icon: IconName } & Omit<ComponentPropsWithRef<'button'>, 'children'>) {
  return (
    <button
      {...rest}
      {...offProps(disabled, onClick)}
      type={type}
      aria-label={label}
      title={label}
      className={`grid size-[clamp(44px,2.75rem,56px)] flex-none place-items-center rounded-inner text-leaf aria-disabled:opacity-55 ${className}`}
    >
      <Icon name={icon} />
    </button>
  );
}

function IconAnchor({
  label,
  icon,
  className = '',
  ...rest
}: { label: string; icon: IconName } & Omit<ComponentPropsWithRef<'a'>, 'children'>) {
  return (
    <a
      {...rest}
      aria-label={label}
      title={label}
      className={`grid size-[clamp(44px,2.75rem,56px)] flex-none place-items-center rounded-inner text-leaf ${className}`}
    >
      <Icon name={icon} />
    </a>
  );
}
/** A link to another page with only an icon. */
export const IconLink = createLink(IconAnchor);
