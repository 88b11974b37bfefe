import { useBlocker } from '@tanstack/react-router';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { createPortal } from 'react-dom';
import { ignoreSecondTap } from '../../platform/page/double-tap.ts';

/**
 * Makes Back close the layer instead of leaving the page. Chromium on Android closes a modal dialog by itself; this is
 * for the other browsers.
 */
function useBackCloses(open: boolean, close: () => void): void {
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

/**
 * Gives the focus to the first field of a layer instead of the handle that closes it. The keyboard of a phone stays
 * away until the field is tapped: it would hide half of what has just opened.
 */
function startOnField(dialog: HTMLElement): void {
  const fields = dialog.querySelectorAll<HTMLElement>('input, textarea, select');
  const field = [...fields].find((e) => e.getClientRects().length > 0);
  if (!field) return;
  const { inputMode } = field;
  field.inputMode = 'none';
  field.focus();
  for (const tap of ['pointerdown', 'click'])
    field.addEventListener(tap, () => (field.inputMode = inputMode), { once: true });
}

/**
 * The element of a layer, shown as a modal dialog while `open`, and present until its closing animation has finished.
 * `round`: a dialog that the browser closed by itself is shown again if its owner keeps it open.
 */
function useModal(open: boolean, round: number) {
  const element = useRef<HTMLDialogElement>(null);
  const attach = useCallback((dialog: HTMLDialogElement) => {
    element.current = dialog;
    let tap: MouseEvent | undefined;
    const noteTap = (event: MouseEvent) => (tap = event.detail > 0 ? event : undefined);
    dialog.addEventListener('click', noteTap, true);
    return () => {
      element.current = null;
      // Gives the focus back to what opened the layer, in the same step that removes it.
      dialog.close();
      if (tap) ignoreSecondTap(tap);
    };
  }, []);
  const [present, setPresent] = useState(open);
  if (open && !present) setPresent(true);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    if (open) {
      if (dialog.open) return undefined;
      const { style, clientWidth } = document.documentElement;
      style.setProperty('--scrollbar', `${innerWidth - clientWidth}px`);
      dialog.showModal();
      startOnField(dialog);
      return undefined;
    }
    let current = true;
    const animations = dialog.getAnimations({ subtree: true });
    void Promise.allSettled(animations.map((a) => a.finished)).then(() => {
      if (current) setPresent(false);
    });
    return () => {
      current = false;
    };
  }, [open, present, round]);
  return { element, attach, present };
}

/**
 * A tap on the veil closes the layer, and so does Escape: left to the browser, a second Escape would close a layer
 * whose owner wants to ask first. While it closes it ignores taps: the second tap of a double tap must not act
 * again, nor reach the page.
 */
function useWaysOut(element: RefObject<HTMLDialogElement | null>, open: boolean, present: boolean, close: () => void) {
  const closed = useEffectEvent(close);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    // A press that began in the panel, to select text, may end on the veil.
    let pressed: EventTarget | null = null;
    const stop = new AbortController();
    const listen = { signal: stop.signal, capture: true };
    dialog.addEventListener('pointerdown', (event) => (pressed = event.target), listen);
    dialog.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        if (open) closed();
      },
      listen,
    );
    dialog.addEventListener(
      'click',
      (event) => {
        if (!open) {
          event.preventDefault();
          event.stopPropagation();
        } else if (event.target === dialog && pressed === dialog) {
          closed();
        }
      },
      listen,
    );
    return () => stop.abort();
  }, [element, open, present]);
}

export interface LayerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Read after the title when it opens. */
  description?: ReactNode;
}
// What is too tall scrolls: shrunk to its least height, a button of two lines would show neither.
const PANEL =
  'absolute flex flex-col overflow-y-auto overscroll-contain bg-surface shadow-sheet forced-colors:border *:shrink-0';
/** The ids that name and describe the dialog. */
interface Labels {
  title: string;
  description: string;
}

/**
 * The veil over the page and the panel on it. The browser keeps the focus inside and makes the page inert; Escape, Back
 * and a tap on the veil close the layer.
 */
export function Layer({
  open,
  onClose,
  described,
  panel,
  children,
}: {
  open: boolean;
  onClose: () => void;
  described: boolean;
  /** The classes that place the panel. */
  panel: string;
  children: (labels: Labels) => ReactNode;
}) {
  const [round, setRound] = useState(0);
  const { element, attach, present } = useModal(open, round);
  useBackCloses(open, onClose);
  useWaysOut(element, open, present, onClose);
  const id = useId();
  if (!present) return null;
  const labels = { title: `${id}title`, description: `${id}description` };
  return createPortal(
    <dialog
      ref={attach}
      aria-labelledby={labels.title}
      aria-describedby={described ? labels.description : undefined}
      data-closed={open ? undefined : ''}
      className="motion-fade fixed inset-0 size-full max-h-none max-w-none overflow-hidden bg-veil text-ink"
      onCancel={(event) => {
        // A file chooser that is dismissed sends this event too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (!open) return;
        onClose();
        setRound((r) => r + 1);
      }}
    >
      <div className={`${PANEL} ${panel}`}>{children(labels)}</div>
    </dialog>,
    document.body,
  );
}
