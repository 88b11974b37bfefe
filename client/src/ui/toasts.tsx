import { create } from 'zustand';
import { useT } from '../i18n/locale.ts';
import { Icon } from './icons.tsx';

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
