import { Vector2, type PerspectiveCamera } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';

/**
 * Rotation and zoom by hand, keyboard or wheel; also slow rotation by itself, where effects are on and motion is not
 * reduced.
 */
export function controlsOf(
  camera: PerspectiveCamera,
  canvas: HTMLCanvasElement,
  effects: boolean,
  still: boolean,
): OrbitControls {
  const controls = new OrbitControls(camera, canvas);
  // Two fingers move and pinch it, one turns it.
  controls.enablePan = true;
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
export function onTap(canvas: HTMLCanvasElement, signal: AbortSignal, tapped: (at: Vector2) => void): void {
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
