import { BufferAttribute, BufferGeometry } from 'three';
import { colourOf, type Palette } from './colours.ts';
import { crowding, isMarked, strengthOf, type Sky } from './layout.ts';

/** Display colours as they are: the shaders write them, and three's linear colours would come out too dark. */
const rgb = (hex: string): [number, number, number] => {
  const n = parseInt(hex.slice(1), 16);
  return [(n >> 16) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
};

/** The stars as points for the GPU; the marked one is larger and stands out. */
export function pointsOf({ stars }: Sky, marked: string | null, palette: Palette): BufferGeometry {
  const position = new Float32Array(stars.length * 3);
  const tint = new Float32Array(stars.length * 3);
  const size = new Float32Array(stars.length);
  const crowd = crowding(stars.length);
  stars.forEach((s, i) => {
    position.set([s.x, s.y, s.z], i * 3);
    tint.set(rgb(isMarked(s, marked) ? palette.marked : colourOf(s.hue, palette)), i * 3);
    const own = crowd * (s.hue === null ? 0.042 + 0.035 * s.size : 0.022 + 0.06 * s.size);
    size[i] = isMarked(s, marked) ? 1.6 * own : own;
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(position, 3));
  geometry.setAttribute('tint', new BufferAttribute(tint, 3));
  geometry.setAttribute('size', new BufferAttribute(size, 1));
  return geometry;
}

/** All lines in one buffer, drawn in one call. */
export function linesOf({ stars, edges }: Sky, marked: string | null, { edge }: Palette): BufferGeometry {
  const position = new Float32Array(edges.length * 6);
  const tint = new Float32Array(edges.length * 8);
  edges.forEach(([i, j], at) => {
    const [a, b] = [stars[i]!, stars[j]!];
    position.set([a.x, a.y, a.z, b.x, b.y, b.z], at * 6);
    const strong = [...rgb(edge), strengthOf(a, b, marked)];
    tint.set([...strong, ...strong], at * 8);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(position, 3));
  geometry.setAttribute('tint', new BufferAttribute(tint, 4));
  return geometry;
}
