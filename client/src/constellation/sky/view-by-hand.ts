/** Pinch, drag and wheel on the flat sky. */
import { moved, WHOLE, zoomed, type View } from './view.ts';

/** A touch that moves farther than this is a drag, not a tap; px. */
const TAP = 6;

/**
 * Changes the view by hand until `signal` aborts. At its whole size one finger scrolls the page, as over any picture;
 * once the sky is enlarged one finger moves it. `tap` gets the pixels from the canvas's corner.
 */
export function followHands(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  show: (change: (view: View) => View) => void,
  tap: (x: number, y: number) => void,
): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const at = (e: { clientX: number; clientY: number }) => {
    const box = canvas.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  };
  const size = (): number => canvas.clientWidth;
  const lift = (e: PointerEvent) => void fingers.delete(e.pointerId);
  const on = <K extends keyof HTMLElementEventMap>(name: K, run: (e: HTMLElementEventMap[K]) => void) =>
    canvas.addEventListener(name, run, { signal, passive: false });
  on('pointerdown', (e) => {
    if (fingers.size === 0) travelled = 0;
    fingers.set(e.pointerId, at(e));
  });
  on('pointermove', (e) => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    const now = at(e);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled += Math.hypot(dx, dy);
    const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1];
    fingers.set(e.pointerId, now);
    if (!other) {
      if (travelled > TAP) show((view) => moved(view, dx, dy, size()));
      return;
    }
    const spread = (p: { x: number; y: number }) => Math.max(1, Math.hypot(p.x - other.x, p.y - other.y));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    show((view) => moved(zoomed(view, spread(now) / spread(before), middle, size()), dx / 2, dy / 2, size()));
  });
  on('pointerup', lift);
  on('pointercancel', lift);
  on('pointerleave', lift);
  on('wheel', (e) => {
    // The wheel alone scrolls the page; with Ctrl, as browsers send a pinch on a touchpad, it enlarges.
    if (!e.ctrlKey) return;
    e.preventDefault();
    show((view) => zoomed(view, Math.exp(-e.deltaY / 100), at(e), size()));
  });
  on('dblclick', (e) => show((view) => (view.zoom > 1 ? WHOLE : zoomed(view, 2.5, at(e), size()))));
  on('click', (e) => {
    const { x, y } = at(e);
    if (travelled <= TAP) tap(x, y);
  });
}
