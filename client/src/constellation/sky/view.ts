/** The part of the flat sky that is shown: enlarged by pinch, wheel or button, and moved by hand. Pure. */

export interface View {
  /** 1: the whole sky. */
  zoom: number;
  /** How far the middle of the sky is from the middle of the picture, px. */
  x: number;
  y: number;
}
export const WHOLE: View = { zoom: 1, x: 0, y: 0 };
export const CLOSEST = 6;
/** The sky's coordinates reach this far in each direction. */
export const REACH = 1.5;

/** Keeps the sky over the whole picture of `size` pixels. */
function within({ zoom, x, y }: View, size: number): View {
  const most = ((zoom - 1) * size) / 2;
  const held = (v: number) => Math.max(-most, Math.min(most, v)) + 0;
  return { zoom, x: held(x), y: held(y) };
}

export const moved = (view: View, dx: number, dy: number, size: number): View =>
  within({ ...view, x: view.x + dx, y: view.y + dy }, size);

/** Enlarges by `factor`; the point of the sky at `at` (pixels from the picture's corner) stays where it is. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }, size: number): View {
  const zoom = Math.max(1, Math.min(CLOSEST, view.zoom * factor));
  const by = zoom / view.zoom;
  const [ax, ay] = [at.x - size / 2, at.y - size / 2];
  return within({ zoom, x: ax - (ax - view.x) * by, y: ay - (ay - view.y) * by }, size);
}

/** Where a place of the sky is in the picture, px. */
export function inPicture(place: { x: number; y: number }, view: View, size: number): [number, number] {
  const unit = (view.zoom * size) / (2 * REACH);
  return [size / 2 + view.x + place.x * unit, size / 2 + view.y - place.y * unit];
}
