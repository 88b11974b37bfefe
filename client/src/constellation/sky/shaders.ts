/** The shaders of the stars (plain points, and points with a halo), of the lines and of the names. */

export const vertex = `
attribute float size; attribute vec3 tint; varying vec3 vTint; varying float vSize; uniform float scale;
void main() {
  vTint = tint;
  vec4 p = modelViewMatrix * vec4(position, 1.0);
  vSize = clamp(size * scale / -p.z, 3.0, 90.0);
  gl_PointSize = vSize;
  gl_Position = projectionMatrix * p;
}`;
export const plain = `
varying vec3 vTint; varying float vSize;
void main() {
  float d = length(gl_PointCoord - 0.5);
  if (d > 0.5) discard;
  gl_FragColor = vec4(vTint, smoothstep(0.5, 0.5 - 1.5 / vSize, d));
}`;
export const glow = `
varying vec3 vTint; varying float vSize;
void main() {
  float d = length(gl_PointCoord - 0.5) * 2.0;
  if (d > 1.0) discard;
  float core = smoothstep(0.42, 0.3, d);
  float halo = pow(1.0 - d, 2.5) * 0.55;
  gl_FragColor = vec4(mix(vTint, vec3(1.0), core * 0.12), core + halo);
}`;

export const lineVertex = `
attribute vec4 tint; varying vec4 vTint;
void main() {
  vTint = tint;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;
export const lineColour = `
varying vec4 vTint;
void main() { gl_FragColor = vTint; }`;

/** Names: flat boxes of a fixed size on the screen, below their star; those with `on` 0 have no size. */
export const nameVertex = `
attribute vec3 at; attribute vec2 cell; attribute vec2 extent; attribute float on;
uniform vec2 view; uniform vec2 sheet; uniform float below; varying vec2 vUv;
void main() {
  vec4 p = projectionMatrix * modelViewMatrix * vec4(at, 1.0);
  p.xy += (position.xy * extent - vec2(0.0, below)) * 2.0 / view * p.w * on;
  if (on < 0.5) p = vec4(2.0, 2.0, 2.0, 1.0);
  vUv = cell + (position.xy + 0.5) * extent / sheet;
  gl_Position = p;
}`;
export const nameColour = `
uniform sampler2D atlas; varying vec2 vUv;
void main() { gl_FragColor = texture2D(atlas, vUv); }`;
