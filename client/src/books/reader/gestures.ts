/** Taps, swipes and keys on the text. */

export interface Gestures {
  /** A tap in the middle. */
  onMiddle: () => void;
  /** A tap on a picture of the text. */
  onPicture: (src: string, alt: string) => void;
  /** A key that the reader does not know is the page's. */
  onKey: (event: KeyboardEvent) => void;
  turn: (side: 'left' | 'right') => void;
}

/** The outer parts of the screen that turn pages. */
const EDGE = 0.3;
/** A finger that moved further, px, did not tap. */
const STILL = 10;
const SWIPE = 40;
/** Pictures smaller than this, px, are ornaments. */
const ORNAMENT = 64;
const ACTS = 'a, button, audio, video, summary, label, input, select, textarea, [role=button]';
const XLINK = 'http://www.w3.org/1999/xlink';

function pictureAt(e: Element): { src: string; alt: string } | null {
  const src =
    e.localName === 'img'
      ? (e as HTMLImageElement).currentSrc || e.getAttribute('src')
      : e.localName === 'image'
        ? (e.getAttribute('href') ?? e.getAttributeNS(XLINK, 'href'))
        : null;
  const { width, height } = e.getBoundingClientRect();
  return src && width >= ORNAMENT && height >= ORNAMENT ? { src, alt: e.getAttribute('alt') ?? '' } : null;
}

/** Where on the app's screen an event of the text's frame happened, px. */
function screenX(event: MouseEvent, doc: Document): number {
  const frame = doc.defaultView?.frameElement;
  const box = frame?.getBoundingClientRect();
  if (!box || !frame) return event.clientX;
  // A fixed page is drawn smaller than it is.
  const scale = box.width / ((frame as HTMLElement).offsetWidth || box.width);
  return box.left + event.clientX * scale;
}

/** What a tap does, by its distance from the left of the screen, px. */
export function tap(x: number, { turn, onMiddle }: Pick<Gestures, 'turn' | 'onMiddle'>): void {
  if (x < EDGE * innerWidth) turn('left');
  else if (x > (1 - EDGE) * innerWidth) turn('right');
  else onMiddle();
}

/** A selection is told once it rests, ms: while a finger draws it out it changes many times a second. */
const RESTS_MS = 250;
/** Tells the words that were selected, and null once nothing is. */
export function whenSelected(doc: Document, tell: (range: Range | null) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = false;
  const look = (): void => {
    const selection = doc.getSelection();
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const words = range !== null && range.toString().trim() !== '';
    if (words || told) tell(words ? range : null);
    told = words;
  };
  doc.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = setTimeout(look, RESTS_MS);
  });
}

/** @param swipes the text has no swipes of its own */
export function listen(doc: Document, { swipes, ...heard }: Gestures & { swipes: boolean }): void {
  let down: { x: number; y: number } | null = null;
  doc.addEventListener('pointerdown', (e) => (down = { x: e.screenX, y: e.screenY }), { passive: true });
  const moved = (x: number, y: number): { dx: number; dy: number } =>
    down ? { dx: x - down.x, dy: y - down.y } : { dx: 0, dy: 0 };
  doc.addEventListener('click', (e) => {
    const { dx, dy } = moved(e.screenX, e.screenY);
    if (Math.hypot(dx, dy) > STILL || e.defaultPrevented) return;
    const at = e.target as Element | null;
    if (!at?.closest || at.closest(ACTS) || doc.getSelection()?.isCollapsed === false) return;
    const picture = pictureAt(at);
    if (picture) {
      heard.onPicture(picture.src, picture.alt);
      return;
    }
    tap(screenX(e, doc), heard);
  });
  doc.addEventListener('keydown', (e) => heard.onKey(e));
  if (!swipes) return;
  doc.addEventListener('touchstart', ({ changedTouches: [t] }) => t && (down = { x: t.screenX, y: t.screenY }), {
    passive: true,
  });
  doc.addEventListener('touchend', ({ changedTouches: [t] }) => {
    if (!t) return;
    const { dx, dy } = moved(t.screenX, t.screenY);
    if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) heard.turn(dx < 0 ? 'right' : 'left');
  });
}
