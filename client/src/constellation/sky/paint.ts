/** The sky on a plain canvas, without depth and motion: the same stars, lines and names. */
import { colourOf, type Palette } from './colours.ts';
import { crowding, isMarked, strengthOf, type Placed, type Sky } from './layout.ts';
import { fitted, named, placed, NAME_FONT, NAME_HEIGHT } from './names.ts';
import { inPicture, REACH, type View } from './view.ts';

/** @param unit the pixels of one unit of the sky, less where it is crowded */
const radiusOf = (s: Placed, unit: number): number =>
  unit * (s.hue === null ? 0.02 + 0.018 * s.size : 0.014 + 0.034 * s.size);
/** Stars grow slower than the sky, so that those beside each other come apart. */
const unitOf = (stars: readonly Placed[], { zoom }: View, size: number): number =>
  (Math.sqrt(zoom) * crowding(stars.length) * size) / (2 * REACH);

/** Paints the whole sky into a square of `size` pixels. */
export function paintSky(
  c: CanvasRenderingContext2D,
  sky: Sky,
  marked: string | null,
  view: View,
  size: number,
  palette: Palette,
): void {
  const { stars, edges } = sky;
  const unit = unitOf(stars, view, size);
  c.globalAlpha = 1;
  c.fillStyle = palette.paper;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = palette.edge;
  c.lineWidth = 1;
  for (const [i, j] of edges) {
    const [a, b] = [stars[i]!, stars[j]!];
    c.globalAlpha = strengthOf(a, b, marked);
    c.beginPath();
    c.moveTo(...inPicture(a, view, size));
    c.lineTo(...inPicture(b, view, size));
    c.stroke();
  }
  for (const s of stars.toReversed()) {
    c.globalAlpha = 0.9;
    c.fillStyle = colourOf(s.hue, palette);
    c.beginPath();
    c.arc(...inPicture(s, view, size), radiusOf(s, unit), 0, 2 * Math.PI);
    c.fill();
    if (!isMarked(s, marked)) continue;
    c.globalAlpha = 1;
    c.strokeStyle = palette.marked;
    c.lineWidth = 2.5;
    c.stroke();
  }
  paintNames(c, sky, view, size, palette);
}

function paintNames(c: CanvasRenderingContext2D, sky: Sky, view: View, size: number, palette: Palette): void {
  c.globalAlpha = 1;
  c.font = NAME_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  c.lineWidth = 3;
  c.strokeStyle = palette.paper;
  const unit = unitOf(sky.stars, view, size);
  const discs = sky.stars.map((s) => {
    const [x, y] = inPicture(s, view, size);
    return { x, y, r: radiusOf(s, unit) };
  });
  const names = named(sky).map(({ text: whole, star, ...place }) => {
    const [text, wide] = fitted(c, whole);
    const [x, y] = inPicture(place, view, size);
    const [w, h] = [wide + 8, NAME_HEIGHT];
    const radius = star ? radiusOf(star, unit) : 0;
    const [down, beside] = [star ? radius + h / 2 + 1 : -h / 2, radius + w / 2];
    const around = [
      ...(star ? [] : [{ x, y, w, h }]),
      { x, y: y + down, w, h },
      { x, y: y - down, w, h },
      { x: x + beside, y, w, h },
      { x: x - beside, y, w, h },
    ];
    return { text, star, places: around, always: star === null };
  });
  placed(names, discs, size, size).forEach((box, i) => {
    const { text, star } = names[i]!;
    if (!box) return;
    c.fillStyle = star ? palette.ink : palette.soft;
    c.strokeText(text, box.x, box.y);
    c.fillText(text, box.x, box.y);
  });
}

/** A finger's reach, px. */
const NEAR = 22;
/** The star nearest to a tap; null: none within a finger's reach. */
export function starAt({ stars }: Sky, x: number, y: number, view: View, size: number): string | null {
  const unit = unitOf(stars, view, size);
  let best: { id: string; d: number } | null = null;
  for (const s of stars) {
    const [sx, sy] = inPicture(s, view, size);
    const d = Math.hypot(sx - x, sy - y) - radiusOf(s, unit);
    if (d <= NEAR && d < (best?.d ?? Infinity)) best = { id: s.node.id, d };
  }
  return best?.id ?? null;
}
