/**
 * The sky in three.js: one Points object, drawn only while visible. The caller supplies the canvas and is told what was
 * tapped. `dispose` releases everything on the GPU.
 */
import {
  AdditiveBlending,
  NormalBlending,
  PerspectiveCamera,
  Points,
  Raycaster,
  Scene,
  ShaderMaterial,
  Vector2,
  WebGLRenderer,
} from 'three';
import { NIGHT } from './colours.ts';
import { runFrames } from './frames.ts';
import type { Placed } from './layout.ts';
import { controlsOf, onTap } from './sky-controls.ts';
import { glow, plain, vertex } from './sky-shaders.ts';
import { geometryOf } from './sky-geometry.ts';

interface SkyOptions {
  /** Level 1: glow, every frame, a slow turn. Level 2: plain points, 30 frames a second. */
  effects: boolean;
  /** The device asks for reduced motion: the sky turns only by hand. */
  still: boolean;
  onPick: (id: string | null) => void;
}
export interface Sky {
  show(stars: readonly Placed[]): void;
  /** Marks one project; null: none. */
  mark(id: string | null): void;
  dispose(): void;
}

const FRAME_MS = 1000 / 30;

function rendererOf(canvas: HTMLCanvasElement, effects: boolean): WebGLRenderer {
  const renderer = new WebGLRenderer({
    canvas,
    antialias: effects,
    powerPreference: effects ? 'high-performance' : 'low-power',
  });
  renderer.setClearColor(NIGHT);
  renderer.setPixelRatio(Math.min(devicePixelRatio, effects ? 2 : 1.5));
  return renderer;
}

/**
 * Creates the sky in `canvas`.
 * @throws where the browser has no WebGL.
 */
export function createSky(canvas: HTMLCanvasElement, { effects, still, onPick }: SkyOptions): Sky {
  const renderer = rendererOf(canvas, effects);
  const scene = new Scene();
  const camera = new PerspectiveCamera(50, 1, 0.1, 20);
  camera.position.set(0, -0.5, 2.9);
  const controls = controlsOf(camera, canvas, effects, still);
  const scale = { value: 1 };
  const material = new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: effects ? glow : plain,
    uniforms: { scale },
    transparent: true,
    depthWrite: false,
    blending: effects ? AdditiveBlending : NormalBlending,
  });
  const points = new Points(geometryOf([], null), material);
  points.frustumCulled = false;
  scene.add(points);
  const frames = runFrames(
    canvas,
    effects ? 0 : FRAME_MS,
    () => controls.update() || controls.autoRotate,
    () => renderer.render(scene, camera),
  );
  controls.addEventListener('change', frames.ask);

  let stars: readonly Placed[] = [];
  let marked: string | null = null;
  const put = () => {
    points.geometry.dispose();
    points.geometry = geometryOf(stars, marked);
    frames.ask();
  };
  const sizes = new ResizeObserver(() => {
    const { clientWidth: w, clientHeight: h } = canvas;
    if (w === 0 || h === 0) return;
    renderer.setSize(w, h, false);
    camera.aspect = w / h;
    camera.updateProjectionMatrix();
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
    onPick(stars[hits[0]?.index ?? -1]?.id ?? null);
  });
  return {
    show(next) {
      stars = next;
      put();
    },
    mark(id) {
      marked = id;
      put();
    },
    dispose() {
      stop.abort();
      frames.stop();
      sizes.disconnect();
      controls.dispose();
      points.geometry.dispose();
      material.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
