/** The shaders of the stars: plain points, and points with a halo. */

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
