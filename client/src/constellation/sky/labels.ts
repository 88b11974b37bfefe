/** The names of concepts in the sky: one sheet of texts, one instanced draw call. */
import {
  CanvasTexture,
  DoubleSide,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  Mesh,
  NoColorSpace,
  PlaneGeometry,
  ShaderMaterial,
  Vector2,
  Vector3,
  type Camera,
} from 'three';
import type { Palette } from './colours.ts';
import type { Sky } from './layout.ts';
import { fitted, free, named, NAME_FONT, NAME_HEIGHT, NAME_WIDTH, type Name } from './names.ts';
import { nameColour, nameVertex } from './shaders.ts';

const COLUMNS = 4;
const ROWS = 12;
/** A name's box in the sheet: the longest text and its outline. */
const CELL = { w: NAME_WIDTH + 8, h: NAME_HEIGHT };
const SHEET = { w: COLUMNS * CELL.w, h: ROWS * CELL.h };
/** How far below its star the middle of a name is, px. */
const BELOW = 15;

/** Writes the names into the sheet. @returns the width of each, px. */
function write(canvas: HTMLCanvasElement, scale: number, names: readonly Name[], palette: Palette): number[] {
  const context = canvas.getContext('2d');
  if (!context) return names.map(() => 0);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, SHEET.w, SHEET.h);
  context.font = NAME_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  return names.map((name, i) => {
    context.fillStyle = name.star ? palette.ink : palette.soft;
    const [text, wide] = fitted(context, name.text);
    const [x, y] = [((i % COLUMNS) + 0.5) * CELL.w, (Math.floor(i / COLUMNS) + 0.5) * CELL.h];
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
    return wide + 8;
  });
}

/** Tells the GPU where each name stands, in the sky and in the sheet. @returns which of them are shown: none yet */
function describe(
  geometry: InstancedBufferGeometry,
  names: readonly Name[],
  widths: readonly number[],
): InstancedBufferAttribute {
  const each = (size: number, of: (s: Name, i: number) => number[]) =>
    new InstancedBufferAttribute(new Float32Array(names.flatMap(of)), size);
  const on = each(1, () => [0]);
  geometry.setAttribute(
    'at',
    each(3, (s) => [s.x, s.y, s.z]),
  );
  geometry.setAttribute(
    'extent',
    each(2, (_, i) => [widths[i] ?? 0, CELL.h]),
  );
  geometry.setAttribute(
    'cell',
    each(2, (_, i) => [
      (((i % COLUMNS) + 0.5) * CELL.w - (widths[i] ?? 0) / 2) / SHEET.w,
      1 - ((Math.floor(i / COLUMNS) + 1) * CELL.h) / SHEET.h,
    ]),
  );
  geometry.setAttribute('on', on);
  return on;
}

interface Labels {
  readonly mesh: Mesh;
  show(sky: Sky): void;
  /** The size of the picture, px. */
  resize(width: number, height: number): void;
  /** Chooses the names that are free from this view; where they stand follows the view by itself. */
  place(camera: Camera): void;
  dispose(): void;
}

/** @param scale device pixels for a pixel of the page */
export function createLabels(scale: number, palette: Palette): Labels {
  const canvas = document.createElement('canvas');
  canvas.width = SHEET.w * scale;
  canvas.height = SHEET.h * scale;
  const atlas = new CanvasTexture(canvas);
  atlas.minFilter = LinearFilter;
  atlas.generateMipmaps = false;
  atlas.colorSpace = NoColorSpace;
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = plane.index;
  geometry.setAttribute('position', plane.getAttribute('position'));
  const view = new Vector2(1, 1);
  const material = new ShaderMaterial({
    vertexShader: nameVertex,
    fragmentShader: nameColour,
    uniforms: {
      atlas: { value: atlas },
      view: { value: view },
      below: { value: BELOW },
      sheet: { value: new Vector2(SHEET.w, SHEET.h) },
    },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  let names: readonly Name[] = [];
  let widths: number[] = [];
  let on = new InstancedBufferAttribute(new Float32Array(0), 1);
  const point = new Vector3();
  return {
    mesh,
    show(sky) {
      // Frees the buffers of the names before, and their number.
      geometry.dispose();
      names = named(sky);
      widths = write(canvas, scale, names, palette);
      atlas.needsUpdate = true;
      on = describe(geometry, names, widths);
      geometry.instanceCount = names.length;
      mesh.visible = names.length > 0;
    },
    resize(width, height) {
      view.set(width, height);
    },
    place(camera) {
      const { x: width, y: height } = view;
      const boxes = names.map((s, i) => {
        point.set(s.x, s.y, s.z).project(camera);
        if (point.z > 1) return null;
        const [x, y] = [((point.x + 1) / 2) * width, ((1 - point.y) / 2) * height + BELOW];
        return { x, y, w: widths[i] ?? 0, h: CELL.h };
      });
      free(boxes, width, height).forEach((is, i) => {
        if (on.getX(i) === (is ? 1 : 0)) return;
        on.setX(i, is ? 1 : 0);
        on.needsUpdate = true;
      });
    },
    dispose() {
      atlas.dispose();
      plane.dispose();
      geometry.dispose();
      material.dispose();
    },
  };
}
