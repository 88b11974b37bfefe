import type { ReactNode } from 'react';

const box = 'bg-surface border border-line rounded-card shadow-card p-3.5';

/** A card for one item. `label` names it for screen readers when it has no heading. */
export function Card({
  children,
  className = '',
  label,
  as: As = 'section',
}: {
  children: ReactNode;
  className?: string;
  label?: string | undefined;
  as?: 'section' | 'article' | 'div' | 'li';
}) {
  return (
    <As className={`${box} ${className}`} aria-label={label}>
      {children}
    </As>
  );
}

/** The same box for lists whose rows are separated by hairlines. Give it `RowItem`s or `li`s with `border-line`. */
export function CardList({
  children,
  className = '',
  label,
}: {
  children: ReactNode;
  className?: string;
  label?: string;
}) {
  return (
    <ul className={`${box} py-0.5 divide-y divide-line ${className}`} aria-label={label}>
      {children}
    </ul>
  );
}
