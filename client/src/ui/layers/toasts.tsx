import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { create } from 'zustand';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../pictures/icons.tsx';
import { useKeptFocus } from '../layout/use-kept-focus.ts';

type Tone = 'leaf' | 'wait' | 'clay';
/** What the content of a toast may do with it. */
export interface ToastHandle {
  /** Shows it for its full time again, in that tone: what it says has changed. */
  renew(tone: Tone): void;
}
type Body = string | ((toast: ToastHandle) => ReactNode);
interface ToastItem {
  id: number;
  body: Body;
  tone: Tone;
  /** What it is about: a later toast about the same replaces it. */
  about: string | undefined;
  /** How often it was renewed. */
  turn: number;
  /** It has the focus or the pointer. */
  held: boolean;
}
const useToasts = create<{ items: readonly ToastItem[]; next: number }>(() => ({ items: [], next: 1 }));
const SHOWN_MS = 6000;
const drop = (id: number) => useToasts.setState((s) => ({ items: s.items.filter((i) => i.id !== id) }));
const change = (id: number, to: Partial<ToastItem>) =>
  useToasts.setState((s) => ({ items: s.items.map((i) => (i.id === id ? { ...i, ...to } : i)) }));

/**
 * Shows a short message for six seconds, and as long as it has the focus or the pointer; screen readers announce it. It
 * must never be the only place that says something. It takes the place of the one before, so that a small screen is not
 * covered; what is held stays, and so does the newest refusal, unless it is `about` the same.
 */
export function toast(body: Body, tone: Tone = 'leaf', about?: string): void {
  const { items, next: id } = useToasts.getState();
  const others = items.filter((item) => about === undefined || item.about !== about);
  const refused = others.findLast((item) => item.tone === 'clay');
  const kept = others.filter((item) => item.held || item === refused);
  useToasts.setState({ items: [...kept, { id, body, tone, about, turn: 0, held: false }], next: id + 1 });
}

const edge = { leaf: 'border-leaf', wait: 'border-wait', clay: 'border-clay' };
function Toast({ item: { id, body, tone, turn, held } }: { item: ToastItem }) {
  const t = useT();
  const came = useRef<Element | null>(null);
  const kept = useKeptFocus();
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => drop(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, turn, held]);
  const [handle] = useState<ToastHandle>(() => ({
    renew: (next) =>
      change(id, { tone: next, turn: (useToasts.getState().items.find((i) => i.id === id)?.turn ?? 0) + 1 }),
  }));
  const close = (event: MouseEvent<HTMLButtonElement>) => {
    // The focus goes back to where it came from, never to the page.
    if (document.activeElement === event.currentTarget) {
      const back = came.current?.isConnected ? came.current : document.getElementById('contenu');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    }
    drop(id);
  };
  const hold = (on: boolean) => on !== held && change(id, { held: on });
  return (
    <div
      ref={kept}
      className={`motion-fade pointer-events-auto flex items-center gap-2 rounded-card border bg-surface py-1 ps-4 pe-1 text-small text-ink shadow-card ${edge[tone]}`}
      onPointerMove={(e) => {
        // Not when it appears under a pointer that rests.
        if (e.movementX !== 0 || e.movementY !== 0) hold(true);
      }}
      onPointerLeave={(e) => hold(e.currentTarget.contains(document.activeElement))}
      onFocus={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) came.current = e.relatedTarget;
        hold(true);
      }}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) hold(false);
      }}
    >
      <div className="min-w-0 flex-1 py-2">{typeof body === 'string' ? body : body(handle)}</div>
      <button
        type="button"
        data-focus-home
        aria-label={t('ui.close')}
        className="grid size-[clamp(44px,2.75rem,56px)] flex-none place-items-center text-soft"
        onClick={close}
      >
        <Icon name="no" className="size-5" />
      </button>
    </div>
  );
}

/** The place where toasts appear; the layout has the only one. */
export function Toasts() {
  const items = useToasts((s) => s.items);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--thumb-bar)+0.5rem)] z-50 mx-auto flex max-w-md flex-col gap-2 px-4 rail:bottom-4"
    >
      {items.map((item) => (
        <Toast key={item.id} item={item} />
      ))}
    </div>
  );
}
