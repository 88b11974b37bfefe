/**
 * The sky in three.js: one Points object, drawn only while visible. The caller supplies the canvas and is told what was
 * tapped. `dispose` releases everything on the GPU.
 */
import {
  AdditiveBlending,
  BufferAttribute,
  BufferGeometry,
  Color,
  NormalBlending,
  PerspectiveCamera,
  Points,
  Raycaster,
  Scene,
  ShaderMaterial,
  Vector2,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { colourOf, NIGHT } from './colours.ts';
import { runFrames } from './frames.ts';
import type { Placed } from './layout.ts';

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
const vertex = `
attribute float size; attribute vec3 tint; varying vec3 vTint; varying float vSize; uniform float scale;
void main() {
  vTint = tint;
  vec4 p = modelViewMatrix * vec4(position, 1.0);
  vSize = clamp(size * scale / -p.z, 3.0, 90.0);
  gl_PointSize = vSize;
  gl_Position = projectionMatrix * p;
}`;
const plain = `
varying vec3 vTint; varying float vSize;
void main() {
  float d = length(gl_PointCoord - 0.5);
  if (d > 0.5) discard;
  gl_FragColor = vec4(vTint, smoothstep(0.5, 0.5 - 1.5 / vSize, d));
}`;
const glow = `
varying vec3 vTint; varying float vSize;
void main() {
  float d = length(gl_PointCoord - 0.5) * 2.0;
  if (d > 1.0) discard;
  float core = smoothstep(0.42, 0.3, d);
  float halo = pow(1.0 - d, 2.5) * 0.55;
  gl_FragColor = vec4(mix(vTint, vec3(1.0), core * 0.12), core + halo);
}`;

function geometryOf(stars: readonly Placed[], marked: string | null): BufferGeometry {
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

/**
 * Rotation and zoom by hand, keyboard or wheel; also slow rotation by itself, where effects are on and motion is not
 * reduced.
 */
function controlsOf(
  camera: PerspectiveCamera,
  canvas: HTMLCanvasElement,
  effects: boolean,
  still: boolean,
): OrbitControls {
  const controls = new OrbitControls(camera, canvas);
  controls.enablePan = false;
  controls.enableDamping = !still;
  controls.minDistance = 0.8;
  controls.maxDistance = 5;
  controls.autoRotate = effects && !still;
  controls.autoRotateSpeed = 0.35;
  return controls;
}

/**
 * Calls back with the position of a tap, in the camera's coordinates (−1 to 1). A drag turns the sky and is not a tap.
 */
function onTap(canvas: HTMLCanvasElement, signal: AbortSignal, tapped: (at: Vector2) => void): void {
  let down = { x: 0, y: 0 };
  canvas.addEventListener(
    'pointerdown',
    (e) => {
      down = { x: e.clientX, y: e.clientY };
    },
    { signal },
  );
  canvas.addEventListener(
    'click',
    (e) => {
      if (Math.hypot(e.clientX - down.x, e.clientY - down.y) > 6) return;
      const box = canvas.getBoundingClientRect();
      tapped(new Vector2(((e.clientX - box.left) / box.width) * 2 - 1, 1 - ((e.clientY - box.top) / box.height) * 2));
    },
    { signal },
  );
}

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
