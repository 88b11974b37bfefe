/**
 * The sky in three.js: all stars, all lines and all names in one draw call each, drawn only while visible. The caller
 * supplies the canvas and is told what was tapped. `dispose` releases everything on the GPU.
 */
import {
  AdditiveBlending,
  LineSegments,
  NormalBlending,
  PerspectiveCamera,
  Points,
  Raycaster,
  Scene,
  ShaderMaterial,
  Vector2,
  WebGLRenderer,
} from 'three';
import type { Palette } from './colours.ts';
import { paced, runFrames } from './frames.ts';
import { createLabels } from './labels.ts';
import type { Sky } from './layout.ts';
import { controlsOf, onTap } from './controls.ts';
import { glow, lineColour, lineVertex, plain, vertex } from './shaders.ts';
import { linesOf, pointsOf } from './geometry.ts';

interface SkyOptions {
  /** Level 1: glow, every frame, a slow turn. Level 2: plain points, 30 frames a second. */
  effects: boolean;
  /** The device asks for reduced motion: the sky turns only by hand. */
  still: boolean;
  palette: Palette;
  onPick: (id: string | null) => void;
}
export interface DrawnSky {
  show(sky: Sky): void;
  /** Marks one star and its lines; null: none. */
  mark(id: string | null): void;
  dispose(): void;
}

const FRAME_MS = 1000 / 30;
/** How often the names that are free are chosen anew while the sky turns. */
const NAMES_MS = 150;

function rendererOf(canvas: HTMLCanvasElement, effects: boolean, palette: Palette): WebGLRenderer {
  const renderer = new WebGLRenderer({
    canvas,
    antialias: effects,
    // Everything is drawn in its order, whatever is nearer.
    depth: false,
    powerPreference: effects ? 'high-performance' : 'low-power',
  });
  renderer.setClearColor(palette.paper);
  renderer.sortObjects = false;
  renderer.setPixelRatio(Math.min(devicePixelRatio, effects ? 2 : 1.5));
  return renderer;
}

/** What is drawn: the stars, the lines between them, the names of concepts. */
function objectsOf(effects: boolean, pixels: number, palette: Palette) {
  const scale = { value: 1 };
  // Light adds up against the night only.
  const blending = effects && palette.dark ? AdditiveBlending : NormalBlending;
  const soft = { transparent: true, depthTest: false, depthWrite: false, blending };
  const nothing: Sky = { stars: [], clusters: [], edges: [] };
  const points = new Points(
    pointsOf(nothing, null, palette),
    new ShaderMaterial({ vertexShader: vertex, fragmentShader: effects ? glow : plain, uniforms: { scale }, ...soft }),
  );
  const lines = new LineSegments(
    linesOf(nothing, null, palette),
    new ShaderMaterial({ vertexShader: lineVertex, fragmentShader: lineColour, ...soft }),
  );
  const labels = createLabels(pixels, palette);
  const scene = new Scene();
  // In this order, and in one place: only the camera moves.
  for (const object of [lines, points, labels.mesh]) {
    object.frustumCulled = false;
    object.matrixAutoUpdate = false;
    scene.add(object);
  }
  scene.matrixWorldAutoUpdate = false;
  return {
    scene,
    scale,
    points,
    labels,
    put(sky: Sky, marked: string | null) {
      points.geometry.dispose();
      lines.geometry.dispose();
      points.geometry = pointsOf(sky, marked, palette);
      lines.geometry = linesOf(sky, marked, palette);
    },
    dispose() {
      labels.dispose();
      for (const { geometry, material } of [points, lines]) {
        geometry.dispose();
        material.dispose();
      }
    },
  };
}

/**
 * Creates the sky in `canvas`.
 * @throws where the browser has no WebGL.
 */
export function createSky(canvas: HTMLCanvasElement, { effects, still, palette, onPick }: SkyOptions): DrawnSky {
  const renderer = rendererOf(canvas, effects, palette);
  const camera = new PerspectiveCamera(50, 1, 0.1, 20);
  camera.position.set(0, -0.5, 2.9);
  const controls = controlsOf(camera, canvas, effects, still);
  const { scene, scale, points, labels, put, dispose } = objectsOf(effects, renderer.getPixelRatio(), palette);
  const names = paced(NAMES_MS);
  const frames = runFrames(
    canvas,
    effects ? 0 : FRAME_MS,
    () => {
      const moves = controls.update() || controls.autoRotate;
      if (!moves && names.owed()) frames.ask();
      return moves;
    },
    (time, moves) => {
      if (names.due(time, moves)) labels.place(camera);
      renderer.render(scene, camera);
    },
  );
  controls.addEventListener('change', frames.ask);

  let sky: Sky = { stars: [], clusters: [], edges: [] };
  let marked: string | null = null;
  const draw = () => {
    put(sky, marked);
    frames.ask();
  };
  const sizes = new ResizeObserver(() => {
    const { clientWidth: w, clientHeight: h } = canvas;
    if (w === 0 || h === 0) return;
    renderer.setSize(w, h, false);
    camera.aspect = w / h;
    camera.updateProjectionMatrix();
    labels.resize(w, h);
    names.again();
    scale.value = renderer.getDrawingBufferSize(new Vector2()).y * (effects ? 2.2 : 1.3);
    frames.ask();
  });
  sizes.observe(canvas);

  const stop = new AbortController();
  const raycaster = new Raycaster();
  onTap(canvas, stop.signal, (at) => {
    raycaster.params.Points.threshold = 0.05 * camera.position.length();
    raycaster.setFromCamera(at, camera);
    const hits = raycaster.intersectObject(points).sort((a, b) => (a.distanceToRay ?? 0) - (b.distanceToRay ?? 0));
    onPick(sky.stars[hits[0]?.index ?? -1]?.node.id ?? null);
  });
  return {
    show(next) {
      sky = next;
      labels.show(sky);
      names.again();
      draw();
    },
    mark(id) {
      marked = id;
      draw();
    },
    dispose() {
      stop.abort();
      frames.stop();
      sizes.disconnect();
      controls.dispose();
      dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
