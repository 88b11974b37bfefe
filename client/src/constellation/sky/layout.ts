/**
 * The position of each star in the constellation. Pure and stable: the same graph always gets the same positions.
 */
import { fraction } from '../../platform/values/hash.ts';
import { hueOf } from '../../ui/pictures/drawing.ts';
import type { Graph, GraphNode } from '../graph.ts';

export interface Placed {
  node: GraphNode;
  x: number;
  y: number;
  z: number;
  /** 0 to 1, never 0. A project: the square root of its share of the best score; a concept: of the most links. */
  size: number;
  /** The hue of its category, as in the drawings of projects; a concept: null. */
  hue: number | null;
}
/** The name of a community, above its stars. */
interface Cluster {
  name: string;
  x: number;
  y: number;
  z: number;
}
export interface Sky {
  /** Concepts first. */
  stars: Placed[];
  clusters: Cluster[];
  /** Pairs of indices of stars. */
  edges: [number, number][];
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/**
 * The centre of the n-th of `of` places on a disc of radius 1, on a sunflower spiral: evenly spread for any number.
 */
function centreOf(n: number, of: number): { x: number; y: number } {
  const r = of <= 1 ? 0 : Math.sqrt((n + 0.5) / of);
  return { x: r * Math.cos(n * GOLDEN), y: r * Math.sin(n * GOLDEN) };
}

interface Point {
  x: number;
  y: number;
}
/** Pairs of concepts compared while they are arranged: a community of hundreds gets fewer rounds. */
const COMPARED = 200_000;

/** Spreads concepts over a disc, those that belong together beside each other. */
function spreadOut(points: Point[], links: readonly [number, number][], radius: number): void {
  const n = points.length;
  const apart = (1.7 * radius) / Math.sqrt(Math.max(1, n));
  const move = (a: Point, b: Point, wanted: number, pulls: boolean): void => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const d = Math.hypot(dx, dy) || 1e-6;
    if (pulls ? d < wanted : d > wanted) return;
    const step = (0.3 * (d - wanted)) / d;
    a.x += dx * step;
    a.y += dy * step;
    b.x -= dx * step;
    b.y -= dy * step;
  };
  for (let round = Math.min(60, Math.ceil(COMPARED / (n * n + 1))); round > 0; round--) {
    for (const [i, j] of links) move(points[i]!, points[j]!, apart, true);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) move(points[i]!, points[j]!, apart, false);
    for (const p of points) {
      const out = Math.hypot(p.x, p.y) / radius;
      if (out > 1) [p.x, p.y] = [p.x / out, p.y / out];
    }
  }
}

/** The places of the concepts of one community, around its centre. */
function placesOf(concepts: readonly GraphNode[], centre: Point, radius: number): Map<string, Point> {
  const own = concepts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const index = new Map(own.map((c, i) => [c.id, i]));
  const points = own.map((_, i) => {
    const at = centreOf(i, own.length);
    return { x: at.x * radius, y: at.y * radius };
  });
  const links = own.flatMap((c, i) =>
    c.near.flatMap((other): [number, number][] => {
      const j = index.get(other.id);
      return j !== undefined && j > i ? [[i, j]] : [];
    }),
  );
  spreadOut(points, links, radius);
  return new Map(own.map((c, i) => [c.id, { x: centre.x + points[i]!.x, y: centre.y + points[i]!.y }]));
}

/** How far the outermost star is from the middle, across or upwards. */
const FAR = 1.15;
/** Moves and scales all stars together so that they fill the picture; a few stars are not blown up, none distorted. */
function fit(stars: readonly Placed[]): void {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of stars) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const scales = [FAR / ((right - left) / 2 || FAR), FAR / ((high - low) / 2 || FAR)] as const;
  const most = Math.min(2, 1.5 * Math.min(...scales));
  for (const s of stars) {
    s.x = (s.x - (left + right) / 2) * Math.min(scales[0], most);
    s.y = (s.y - (low + high) / 2) * Math.min(scales[1], most);
  }
}

/**
 * Communities are clusters. Concepts spread inside them; a project is beside its concepts, or around its community, in
 * the direction of its category. Coordinates are within ±FAR, depth within ±0.45.
 */
export function arrange({ concepts, projects, communities: names }: Graph): Sky {
  const communities = [...new Set([...concepts, ...projects].map((s) => s.community))].sort();
  const categories = [...new Set(projects.map((s) => s.category))].sort();
  const spread = 0.75 / Math.sqrt(Math.max(1, communities.length)) + 0.08;
  const centres = new Map(communities.map((c, i) => [c, centreOf(i, communities.length)]));
  const places = new Map(
    communities.flatMap((community) => [
      ...placesOf(
        concepts.filter((c) => c.community === community),
        centres.get(community)!,
        0.8 * spread,
      ),
    ]),
  );
  const tended = new Set(concepts.map((c) => c.community));
  const mostLinks = Math.max(1, ...concepts.map((c) => c.near.length));
  // Spreading thousands of scores as arguments would be slow on a phone.
  const best = projects.reduce((most, p) => Math.max(most, p.score), 1);
  const deep = (id: string): number => fraction(id, 3) - 0.5;
  const stars: Placed[] = concepts.map((node) => ({
    node,
    ...places.get(node.id)!,
    z: 0.5 * deep(node.id),
    size: Math.sqrt((1 + node.near.length) / (1 + mostLinks)),
    hue: null,
  }));
  for (const node of projects) {
    const hue = hueOf(node.category);
    const direction = categories.indexOf(node.category);
    const size = Math.sqrt(Math.max(node.score, best / 400) / best);
    const by = node.near.flatMap((c) => places.get(c.id) ?? []);
    if (by.length > 0) {
      const angle = 2 * Math.PI * fraction(node.id, 1);
      const r = 0.22 * spread * Math.sqrt(0.25 + 0.75 * fraction(node.id, 2));
      const x = by.reduce((sum, p) => sum + p.x, 0) / by.length + r * Math.cos(angle);
      const y = by.reduce((sum, p) => sum + p.y, 0) / by.length + r * Math.sin(angle);
      stars.push({ node, x, y, z: 0.7 * deep(node.id), size, hue });
    } else {
      const centre = centres.get(node.community)!;
      const angle = (2 * Math.PI * (direction + 0.8 * (fraction(node.id, 1) - 0.5))) / Math.max(1, categories.length);
      const far = fraction(node.id, 2);
      const r = spread * (tended.has(node.community) ? 1 + 0.2 * far : Math.sqrt(0.06 + 0.94 * far));
      const at = { x: centre.x + r * Math.cos(angle), y: centre.y + r * Math.sin(angle) };
      stars.push({ node, ...at, z: 0.9 * deep(node.id), size, hue });
    }
  }
  fit(stars);
  const index = new Map(stars.map((s, i) => [s.node.id, i]));
  const edges = concepts.flatMap((c, i) =>
    c.near.flatMap((other): [number, number][] => {
      const j = index.get(other.id) ?? -1;
      return j > i ? [[i, j]] : [];
    }),
  );
  return { stars, clusters: clustersOf(stars, names), edges };
}

/** How far above its highest star the name of a community is. */
const ABOVE = 0.1;
function clustersOf(stars: readonly Placed[], names: Graph['communities']): Cluster[] {
  const by = new Map<string, Placed[]>();
  for (const s of stars) {
    const own = by.get(s.node.community);
    if (own) own.push(s);
    else by.set(s.node.community, [s]);
  }
  return [...by].flatMap(([community, own]) => {
    const name = names.get(community);
    if (name === undefined) return [];
    const top = own.reduce((high, s) => Math.max(high, s.y), -Infinity);
    return [{ name, x: own.reduce((sum, s) => sum + s.x, 0) / own.length, y: top + ABOVE, z: 0 }];
  });
}

export const isMarked = (s: Placed, marked: string | null): boolean => s.node.id === marked;
/** How much smaller stars are where there are many: thousands at full size would be one bright cloud. */
export const crowding = (stars: number): number => Math.max(0.3, Math.min(1, Math.sqrt(400 / Math.max(1, stars))));

/** How strong a line is: of the marked star, between concepts, to a project. */
export const strengthOf = (a: Placed, b: Placed, marked: string | null): number =>
  isMarked(a, marked) || isMarked(b, marked) ? 0.9 : b.hue === null ? 0.55 : 0.28;
