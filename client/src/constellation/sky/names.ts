/** Which names of concepts are written in the sky: as many as do not cover each other. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { Placed, Sky } from './layout.ts';

/** Names that are candidates at all. */
const MOST = 48;
export const NAME_FONT = '600 12px system-ui, sans-serif';
/** Longer names end with an ellipsis, px. */
export const NAME_WIDTH = 150;
export const NAME_HEIGHT = 18;

export interface Name {
  text: string;
  x: number;
  y: number;
  z: number;
  /** The concept that it stands below; null: a community, whose name stands for itself. */
  star: Placed | null;
}
/** The names of communities first, then of the concepts with the most links. */
export const named = ({ stars, clusters }: Pick<Sky, 'stars' | 'clusters'>): Name[] =>
  [
    ...clusters.map(({ name, ...place }) => ({ text: name, ...place, star: null })),
    ...stars
      .filter((s) => s.hue === null)
      .sort((a, b) => b.size - a.size || (a.node.id < b.node.id ? -1 : 1))
      .map((star) => ({ text: star.node.title, x: star.x, y: star.y, z: star.z, star })),
  ].slice(0, MOST);

interface Box {
  /** The middle, px. */
  x: number;
  y: number;
  w: number;
  h: number;
}
interface Disc {
  x: number;
  y: number;
  r: number;
}
/** A name's box is higher than its letters by this, px. */
const LEADING = 4;
const covers = (b: Box, s: Disc): boolean =>
  Math.hypot(Math.max(0, Math.abs(s.x - b.x) - b.w / 2), Math.max(0, Math.abs(s.y - b.y) - (b.h - LEADING) / 2)) < s.r;

interface Wanted {
  /** Where the name may stand, the best place first. */
  places: readonly Box[];
  /** It is shown even where it covers a star. */
  always: boolean;
}
/** The place of each name, in the order of their importance; null: every place is taken, or outside the picture. */
export function placed(names: readonly Wanted[], stars: readonly Disc[], width: number, height: number) {
  const taken: Box[] = [];
  const fits = (b: Box): boolean =>
    b.x - b.w / 2 >= 0 &&
    b.x + b.w / 2 <= width &&
    b.y - b.h / 2 >= 0 &&
    b.y + b.h / 2 <= height &&
    !taken.some((o) => 2 * Math.abs(o.x - b.x) < o.w + b.w && 2 * Math.abs(o.y - b.y) < o.h + b.h);
  return names.map(({ places, always }): Box | null => {
    const open = places.filter(fits);
    const found = open.find((b) => !stars.some((s) => covers(b, s))) ?? (always ? open[0] : undefined);
    if (found) taken.push(found);
    return found ?? null;
  });
}
/** For each box, in the order of their importance, whether it is free of those before it and inside the picture. */
export const free = (boxes: readonly (Box | null)[], width: number, height: number): boolean[] =>
  placed(
    boxes.map((b) => ({ places: b ? [b] : [], always: true })),
    [],
    width,
    height,
  ).map((b) => b !== null);

/** The text cut to `NAME_WIDTH`, in the context's font. */
export function fitted(context: Pick<CanvasRenderingContext2D, 'measureText'>, text: string): [string, number] {
  let shown = text;
  let wide = context.measureText(shown).width;
  while (wide > NAME_WIDTH && shown.length > 2) {
    shown = `${cut(shown, shown.length - 2).trimEnd()}…`;
    wide = context.measureText(shown).width;
  }
  return [shown, wide];
}
