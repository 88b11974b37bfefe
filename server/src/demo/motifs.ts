/** The drawings of the demo's pictures: one motif for each kind of project, varied by chance. */
import { createHash } from 'node:crypto';
import type { Category } from './projects/project.ts';

/** The size that motifs are drawn in. */
export const W = 960;
export const H = 480;

/** Colours: upper sky, sky at the horizon, far, middle and near ground. */
export const PALETTES: Readonly<Record<Category, readonly [string, string, string, string, string]>> = {
  Nature: ['#cfe3d6', '#f3ead0', '#8fb08a', '#5d8a55', '#35623f'],
  Eau: ['#cfe0ea', '#f4efe0', '#8fb6c4', '#5f93a8', '#35687f'],
  Énergie: ['#f6dfae', '#fbf1d6', '#d9b06a', '#b98545', '#7a5a35'],
  Mobilité: ['#dfe0d2', '#f5ecd8', '#b7a98a', '#8c7d61', '#5c5342'],
  Culture: ['#e9d3cf', '#f8ead9', '#c98f74', '#a36b4f', '#6e4838'],
  Éducation: ['#dcdcec', '#f4ecdd', '#a9a3c2', '#7c779d', '#4f4c72'],
  Santé: ['#d6e6df', '#f6efe1', '#9cc0ac', '#6d9c86', '#41705c'],
  Alimentation: ['#f2e3bd', '#faf2dd', '#c7b26a', '#9d8a45', '#6b6030'],
};

/** A deterministic sequence of numbers from 0 to 1 for a name. */
export function chance(name: string): () => number {
  let bytes = createHash('sha256').update(name).digest();
  let i = 0;
  return () => {
    if (i + 2 > bytes.length) {
      bytes = createHash('sha256').update(bytes).digest();
      i = 0;
    }
    i += 2;
    return bytes.readUInt16BE(i - 2) / 65_536;
  };
}

/** The outline of a hill, filled down to the bottom of the picture. */
export function hill(next: () => number, height: number, swing: number, fill: string): string {
  const points = Array.from({ length: 6 }, (_, i) => [(i * W) / 5, H - height + (next() - 0.5) * swing] as const);
  let path = `M0 ${H} L0 ${points[0]![1].toFixed(0)}`;
  for (let i = 1; i < points.length; i++) {
    const [x, y] = points[i]!;
    const [px, py] = points[i - 1]!;
    const middle = ((px + x) / 2).toFixed(0);
    path += ` C${middle} ${py.toFixed(0)} ${middle} ${y.toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)}`;
  }
  return `<path d="${path} L${W} ${H} Z" fill="${fill}"/>`;
}

type Draw = (next: () => number, near: string, light: string) => string;
const times = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join('');
/** Draws a project's picture, by its category. */
export const MOTIFS: Readonly<Record<Category, Draw>> = {
  Nature: (next, near) =>
    times(9, (i) => {
      const [x, r] = [60 + i * 105 + next() * 50, 26 + next() * 26];
      const y = 330 + next() * 60;
      return (
        `<rect x="${x - 4}" y="${y}" width="8" height="${r * 1.6}" fill="#6a4a31"/><circle cx="${x}" cy="${y}" ` +
        `r="${r}" fill="${near}"/>`
      );
    }),
  Eau: (next, _near, light) =>
    times(
      5,
      (i) =>
        `<path d="M0 ${360 + i * 24} q60 ${-10 - next() * 10} 120 0 t120 0 t120 0 t120 0 t120 0 t120 0 t120 0 ` +
        `t120 0" fill="none" stroke="${light}" stroke-width="5" opacity="${0.75 - i * 0.1}"/>`,
    ),
  Énergie: (next, near, light) =>
    times(4, (i) => {
      const x = 120 + i * 200 + next() * 40;
      return (
        `<path d="M${x} 400 l40 -80 h110 l-40 80 z" fill="${near}"/><path d="M${x + 20} 360 h110 M${x + 55} 400 ` +
        `l40 -80" stroke="${light}" stroke-width="4" opacity=".7"/>`
      );
    }),
  Mobilité: (next, near, light) => {
    const bend = 200 + next() * 400;
    return `<path d="M${bend} 300 C ${bend + 180} 340 ${bend - 260} 390 ${bend - 60} 480 L ${bend + 160} 480 C ${bend - 60} 400 ${bend + 300} 350 ${bend + 24} 300 Z" fill="${near}"/>
      <path d="M${bend + 12} 306 C ${bend + 230} 345 ${bend - 160} 395 ${bend + 50} 480" fill="none" stroke="${light}" stroke-width="5" stroke-dasharray="18 16"/>`;
  },
  Culture: (next, near, light) => {
    const y = 190 + next() * 40;
    return `<path d="M0 ${y} Q ${W / 2} ${y + 110} ${W} ${y}" fill="none" stroke="${near}" stroke-width="4"/>${times(
      13,
      (i) => {
        const t = (i + 0.5) / 13;
        const [x, top] = [t * W, y + 4 * 55 * t * (1 - t)];
        return `<path d="M${x - 24} ${top} h48 l-24 46 z" fill="${i % 2 ? light : near}" opacity=".9"/>`;
      },
    )}`;
  },
  Éducation: (next, near, light) =>
    times(5, (i) => {
      const [x, h] = [130 + i * 150 + next() * 30, 90 + next() * 50];
      return (
        `<rect x="${x}" y="${410 - h}" width="110" height="${h}" fill="${i % 2 ? near : light}" ` +
        `opacity=".92"/><rect x="${x + 14}" y="${426 - h}" width="82" height="8" fill="${i % 2 ? light : near}"/>`
      );
    }),
  Santé: (next, near, light) =>
    times(3, (i) => {
      const [x, y] = [200 + i * 260 + next() * 60, 320 + next() * 40];
      return (
        `<path d="M${x} ${y + 90} C ${x - 110} ${y + 20} ${x - 60} ${y - 60} ${x} ${y - 6} C ${x + 60} ${y - 60} ` +
        `${x + 110} ${y + 20} ${x} ${y + 90} Z" fill="${i === 1 ? light : near}" opacity=".9"/>`
      );
    }),
  Alimentation: (next, near, light) =>
    times(14, (i) => {
      const [x, top] = [40 + i * 68 + next() * 20, 300 + next() * 40];
      return (
        `<path d="M${x} 480 V ${top}" stroke="${near}" ` +
        `stroke-width="5"/>${times(
          4,
          (k) =>
            `<ellipse cx="${x - 9}" cy="${top + k * 22}" rx="6" ry="13" fill="${light}" transform="rotate(-28 ` +
            `${x - 9} ${top + k * 22})"/><ellipse cx="${x + 9}" cy="${top + k * 22}" rx="6" ry="13" ` +
            `fill="${light}" transform="rotate(28 ${x + 9} ${top + k * 22})"/>`,
        )}`
      );
    }),
};
