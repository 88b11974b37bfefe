/** The sky on a plain canvas, without depth and motion: the same stars, lines and names. */
import { colourOf, CONCEPT, EDGE, NIGHT } from './colours.ts';
import { crowding, isMarked, strengthOf, type Placed, type Sky } from './layout.ts';
import { cut, free, named, NAME_FONT, NAME_HEIGHT } from './names.ts';

/** The sky's coordinates reach this far in each direction. */
const REACH = 1.5;
const onCanvas = (s: Placed, size: number): [number, number] => [
  ((s.x / REACH + 1) / 2) * size,
  ((1 - s.y / REACH) / 2) * size,
];
/** @param unit the pixels of one unit of the sky, less where it is crowded */
const radiusOf = (s: Placed, unit: number): number =>
  unit * (s.hue === null ? 0.02 + 0.018 * s.size : 0.014 + 0.034 * s.size);
const unitOf = (stars: readonly Placed[], size: number): number => (crowding(stars.length) * size) / (2 * REACH);

/** Paints the whole sky into a square of `size` pixels. */
export function paintSky(
  c: CanvasRenderingContext2D,
  { stars, edges }: Sky,
  marked: string | null,
  size: number,
): void {
  const unit = unitOf(stars, size);
  c.globalAlpha = 1;
  c.fillStyle = NIGHT;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = EDGE;
  c.lineWidth = 1;
  for (const [i, j] of edges) {
    const [a, b] = [stars[i]!, stars[j]!];
    c.globalAlpha = strengthOf(a, b, marked);
    c.beginPath();
    c.moveTo(...onCanvas(a, size));
    c.lineTo(...onCanvas(b, size));
    c.stroke();
  }
  for (const s of stars.toReversed()) {
    c.globalAlpha = 0.9;
    c.fillStyle = colourOf(s.hue);
    c.beginPath();
    c.arc(...onCanvas(s, size), radiusOf(s, unit), 0, 2 * Math.PI);
    c.fill();
    if (!isMarked(s, marked)) continue;
    c.globalAlpha = 1;
    c.strokeStyle = '#FFFFFF';
    c.lineWidth = 2.5;
    c.stroke();
  }
  paintNames(c, stars, size);
}

function paintNames(c: CanvasRenderingContext2D, stars: readonly Placed[], size: number): void {
  c.globalAlpha = 1;
  c.font = NAME_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  c.lineWidth = 3;
  c.strokeStyle = NIGHT;
  c.fillStyle = CONCEPT;
  const unit = unitOf(stars, size);
  const names = named(stars).map((s) => {
    const [text, w] = cut(c, s.node.title);
    const [x, y] = onCanvas(s, size);
    return { text, x, y: y + radiusOf(s, unit) + NAME_HEIGHT / 2 + 1, w: w + 8, h: NAME_HEIGHT };
  });
  free(names, size, size).forEach((is, i) => {
    const { text, x, y } = names[i]!;
    if (!is) return;
    c.strokeText(text, x, y);
    c.fillText(text, x, y);
  });
}

/** A finger's reach, px. */
const NEAR = 22;
/** The star nearest to a tap; null: none within a finger's reach. */
export function starAt({ stars }: Sky, x: number, y: number, size: number): string | null {
  const unit = unitOf(stars, size);
  let best: { id: string; d: number } | null = null;
  for (const s of stars) {
    const [sx, sy] = onCanvas(s, size);
    const d = Math.hypot(sx - x, sy - y) - radiusOf(s, unit);
    if (d <= NEAR && d < (best?.d ?? Infinity)) best = { id: s.node.id, d };
  }
  return best?.id ?? null;
}
