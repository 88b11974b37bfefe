/** Feedback in the page: empty states, errors, remarks. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../pictures/icons.tsx';

/** An empty state says what the place is for, what to do now, and what works offline. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-card border border-dashed border-line px-4 py-8 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-leaf-soft text-leaf">
        <Icon name={icon} className="size-7" />
      </span>
      <h2 className="text-head">{title}</h2>
      <div className="max-w-prose text-small text-soft">{children}</div>
      {action && <div className="pt-1">{action}</div>}
    </div>
  );
}

/** An error in three parts, always: what happened, what is safe, what to do next. */
export function ErrorNote({
  what,
  safe,
  next,
  action,
}: {
  what: string;
  safe?: string;
  next?: string;
  action?: ReactNode;
}) {
  return (
    <div role="alert" className="flex gap-3 rounded-card bg-clay-soft p-3.5 forced-colors:border">
      <Icon name="warning" className="size-5 text-clay" />
      <div className="min-w-0 flex-1 text-small">
        <p className="font-strong text-clay">{what}</p>
        {safe && <p>{safe}</p>}
        {next && <p>{next}</p>}
        {action && <div className="pt-2">{action}</div>}
      </div>
    </div>
  );
}

/** A neutral remark with an icon. */
export function Notice({
  icon,
  tone = 'plain',
  children,
}: {
  icon: IconName;
  tone?: 'plain' | 'wait' | 'leaf' | 'grain';
  children: ReactNode;
}) {
  const look = {
    plain: 'bg-sunk text-ink',
    wait: 'bg-wait-soft text-wait',
    leaf: 'bg-leaf-soft text-leaf',
    grain: 'bg-grain-soft text-grain',
  }[tone];
  return (
    <div className={`flex gap-2.5 rounded-card p-3 text-small forced-colors:border ${look}`}>
      <Icon name={icon} className="size-5" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
