/** The colours of the sky: the page's own, so that it is part of the page in light and dark. */

export interface Palette {
  dark: boolean;
  /** Behind everything; the theme's `--paper`. */
  paper: string;
  /** Names of concepts. */
  ink: string;
  /** Names of communities. */
  soft: string;
  concept: string;
  edge: string;
  marked: string;
}
const night: Palette = {
  dark: true,
  paper: '#121711',
  ink: '#FFF6DC',
  soft: '#A9B5A2',
  concept: '#FFF6DC',
  edge: '#8A9A7E',
  marked: '#FFFFFF',
};
const day: Palette = {
  dark: false,
  paper: '#FAF7F0',
  ink: '#1F2A1E',
  soft: '#55604F',
  concept: '#5B4A2C',
  edge: '#8C8470',
  marked: '#A23B1B',
};
export const paletteOf = (dark: boolean): Palette => (dark ? night : day);

/** The colour of a category, hexadecimal since the shaders take numbers; null: a concept. */
export function colourOf(hue: number | null, { dark, concept }: Palette): string {
  if (hue === null) return concept;
  const [saturation, lightness] = dark ? [0.55, 0.74] : [0.5, 0.42];
  const spread = saturation * Math.min(lightness, 1 - lightness);
  // https://www.w3.org/TR/css-color-4/#hsl-to-rgb
  const channel = (n: number): string => {
    const k = (n + hue / 30) % 12;
    const value = lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
