/** Feedback from the app: progress, empty states, errors, short messages. */
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { useT } from '../i18n/locale.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './icons.tsx';

const fills = {
  leaf: 'fill-leaf',
  grain: 'fill-grain-fill',
  wait: 'fill-wait',
  soil: 'fill-soil',
  clay: 'fill-clay',
} as const;
type Fill = keyof typeof fills;

/** Parts of a whole side by side (a wallet: free, reserved). The text beside it gives the figures. */
export function Bar({ parts, total }: { parts: readonly { value: number; fill: Fill }[]; total: number }) {
  const width = (value: number) => (total > 0 ? (100 * value) / total : 0);
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-2 w-full overflow-hidden rounded-full bg-sunk rtl:-scale-x-100"
    >
      {parts.map(({ value, fill }, i) => (
        <rect
          key={fill}
          x={width(parts.slice(0, i).reduce((sum, p) => sum + p.value, 0))}
          width={width(value)}
          height="8"
          className={fills[fill]}
        />
      ))}
    </svg>
  );
}

/** The progress of long work; without `max` only that it is running. `onCancel` offers to stop it. */
export function ProgressBar({
  label,
  value,
  max,
  fill = 'leaf',
  onCancel,
}: {
  label: string;
  value: number;
  max?: number;
  fill?: Fill;
  onCancel?: () => void;
}) {
  const t = useT();
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <div className="mb-1 text-tiny text-soft">{label}</div>
        <div
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={max}
          aria-valuenow={max === undefined ? undefined : value}
        >
          <Bar parts={[{ value: max === undefined ? 35 : value, fill }]} total={max ?? 100} />
        </div>
      </div>
      {onCancel && (
        <Button variant="quiet" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  );
}

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
    <div role="alert" className="flex gap-3 rounded-card bg-clay-soft p-3.5">
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
    <div className={`flex gap-2.5 rounded-card p-3 text-small ${look}`}>
      <Icon name={icon} className="size-5" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

interface ToastItem {
  id: number;
  text: string;
  tone: 'leaf' | 'wait' | 'clay';
}
const useToasts = create<{ items: readonly ToastItem[]; next: number }>(() => ({ items: [], next: 1 }));
const SHOWN_MS = 6000;
const drop = (id: number) => useToasts.setState((s) => ({ items: s.items.filter((i) => i.id !== id) }));

/**
 * Shows a short message for six seconds; screen readers announce it. It must never be the only place that says
 * something.
 */
export function toast(text: string, tone: ToastItem['tone'] = 'leaf'): void {
  const id = useToasts.getState().next;
  useToasts.setState((s) => ({ items: [...s.items.slice(-2), { id, text, tone }], next: id + 1 }));
  setTimeout(() => drop(id), SHOWN_MS);
}

/** The place where toasts appear; the layout has the only one. */
export function Toasts() {
  const t = useT();
  const items = useToasts((s) => s.items);
  const edge = { leaf: 'border-leaf', wait: 'border-wait', clay: 'border-clay' };
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--thumb-bar)+0.5rem)] z-50 mx-auto flex max-w-md flex-col gap-2 px-4 rail:bottom-4"
    >
      {items.map((i) => (
        <div
          key={i.id}
          className={`motion-fade pointer-events-auto flex items-center gap-2 rounded-card border bg-surface py-1 ps-4 pe-1 text-small text-ink shadow-card ${edge[i.tone]}`}
        >
          <span className="min-w-0 flex-1 py-2">{i.text}</span>
          <button
            type="button"
            aria-label={t('ui.close')}
            className="grid size-11 place-items-center text-soft"
            onClick={() => drop(i.id)}
          >
            <Icon name="no" className="size-5" />
          </button>
        </div>
      ))}
    </div>
  );
}
