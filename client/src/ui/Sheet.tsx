import { Dialog as Base } from '@base-ui/react/dialog';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useEffectEvent, type MouseEvent, type ReactNode } from 'react';
import { useT } from '../i18n/locale.ts';
import { IconButton } from './Button.tsx';

interface CloseWatcherLike extends EventTarget {
  destroy(): void;
}
declare global {
  interface Window {
    CloseWatcher?: new () => CloseWatcherLike;
  }
}

/**
 * Makes the phone's Back close the top layer instead of leaving the page: by CloseWatcher, or by the router where the
 * browser lacks it.
 */
function useBackCloses(open: boolean, close: () => void): void {
  const closed = useEffectEvent(close);
  useEffect(() => {
    if (!open || !window.CloseWatcher) return undefined;
    const watcher = new window.CloseWatcher();
    watcher.addEventListener('close', () => closed());
    return () => watcher.destroy();
  }, [open]);
  useBlocker({
    disabled: !open,
    enableBeforeUnload: false,
    shouldBlockFn: ({ action }) => {
      if (action !== 'BACK') return false;
      close();
      return true;
    },
  });
}

/** A layer stays on the screen while it closes; the second tap of a double tap must not act again, nor reach the page. */
const ignoreTap = (event: MouseEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

interface LayerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Read after the title when it opens. */
  description?: ReactNode;
}

/**
 * A sheet from below, with a handle. Escape, Back, a tap outside or its handle close it. Focus stays inside and
 * returns.
 */
export function Sheet({ open, onClose, title, children, description }: LayerProps) {
  const t = useT();
  useBackCloses(open, onClose);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="motion-fade fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          onClickCapture={open ? undefined : ignoreTap}
          className="motion-rise fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] max-w-xl flex-col gap-3.5 overflow-y-auto rounded-t-sheet bg-surface px-4 pb-[calc(1.25rem+env(safe-area-inset-bottom))] text-ink shadow-sheet outline-none rail:bottom-6 rail:rounded-b-sheet"
        >
          <Base.Close
            aria-label={t('ui.close')}
            className="sticky top-0 z-10 -mb-3.5 grid min-h-11 flex-none cursor-pointer place-items-center bg-surface focus-visible:-outline-offset-5"
          >
            <span className="h-1 w-10 rounded-full bg-edge" />
          </Base.Close>
          <Base.Title className="text-head">{title}</Base.Title>
          {description && <Base.Description className="text-small text-soft">{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A centred question that needs an answer; `actions` are its buttons, the safe one last. */
export function Dialog({ open, onClose, title, children, description, actions }: LayerProps & { actions?: ReactNode }) {
  const t = useT();
  useBackCloses(open, onClose);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="motion-fade fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          onClickCapture={open ? undefined : ignoreTap}
          className="motion-fade fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 flex-col gap-3 overflow-y-auto rounded-sheet bg-surface p-4 text-ink shadow-sheet outline-none"
        >
          <div className="flex items-start gap-2">
            <Base.Title className="flex-1 pt-2.5 text-head">{title}</Base.Title>
            <IconButton icon="no" label={t('ui.close')} onClick={onClose} />
          </div>
          {description && <Base.Description className="text-small text-soft">{description}</Base.Description>}
          {children}
          {actions && <div className="flex flex-col gap-2">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
