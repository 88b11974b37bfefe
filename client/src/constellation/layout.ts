/**
 * The position of each project in the constellation. Pure and stable: the same projects always get the same positions.
 */
export interface Star {
  id: string;
  title: string;
  community: string;
  category: string;
  score: number;
}
export interface Placed extends Star {
  x: number;
  y: number;
  z: number;
  /** 0 to 1: the square root of its share of the best score, never 0. */
  size: number;
  /** The index of its category among all categories, which gives the colour. */
  hue: number;
}

/** FNV-1a over UTF-16 units, mixed by MurmurHash3's finaliser, as a fraction in [0, 1). */
export function fraction(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ salt;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/**
 * The centre of the n-th of `of` communities on a disc of radius 1, on a sunflower spiral: evenly spread for any
 * number.
 */
export function centreOf(n: number, of: number): { x: number; y: number } {
  const r = of <= 1 ? 0 : Math.sqrt((n + 0.5) / of);
  return { x: r * Math.cos(n * GOLDEN), y: r * Math.sin(n * GOLDEN) };
}

/** Communities are clusters, categories directions inside them; coordinates within about ±1.3. */
export function arrange(stars: readonly Star[]): Placed[] {
  const communities = [...new Set(stars.map((s) => s.community))].sort();
  const categories = [...new Set(stars.map((s) => s.category))].sort();
  const best = Math.max(1, ...stars.map((s) => s.score));
  const spread = 0.75 / Math.sqrt(Math.max(1, communities.length)) + 0.08;
  return stars.map((s) => {
    const centre = centreOf(communities.indexOf(s.community), communities.length);
    const hue = categories.indexOf(s.category);
    const angle = (2 * Math.PI * (hue + 0.8 * (fraction(s.id, 1) - 0.5))) / Math.max(1, categories.length);
    const r = spread * Math.sqrt(0.06 + 0.94 * fraction(s.id, 2));
    return {
      ...s,
      hue,
      x: centre.x + r * Math.cos(angle),
      y: centre.y + r * Math.sin(angle),
      z: (fraction(s.id, 3) - 0.5) * 0.9,
      size: Math.sqrt(Math.max(s.score, best / 400) / best),
    };
  });
}
