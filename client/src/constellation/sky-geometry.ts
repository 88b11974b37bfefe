import { BufferAttribute, BufferGeometry, Color } from 'three';
import { colourOf } from './colours.ts';
import type { Placed } from './layout.ts';

/** The stars as points for the GPU; the marked one is larger and white. */
export function geometryOf(stars: readonly Placed[], marked: string | null): BufferGeometry {
  const position = new Float32Array(stars.length * 3);
  const tint = new Float32Array(stars.length * 3);
  const size = new Float32Array(stars.length);
  const colour = new Color();
  stars.forEach((s, i) => {
    position.set([s.x, s.y, s.z], i * 3);
    // The shaders write display colours; three's linear colours would come out too dark.
    tint.set(
      colour
        .set(s.id === marked ? '#FFFFFF' : colourOf(s.hue))
        .convertLinearToSRGB()
        .toArray(),
      i * 3,
    );
    size[i] = (s.id === marked ? 1.6 : 1) * (0.018 + 0.075 * s.size);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(position, 3));
  geometry.setAttribute('tint', new BufferAttribute(tint, 3));
  geometry.setAttribute('size', new BufferAttribute(size, 1));
  return geometry;
}
