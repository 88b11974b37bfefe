/** A graph of concepts and projects of any size for tests and benchmarks; the same seed makes the same graph. */
import { MOST_LINKS, linkOf, type Concept, type ConceptLink } from '../constellation/model.ts';
import type { CommunityId, ConceptId } from '../platform/ids.ts';

const WORDS = `pain eau semences réparer école chemin haie four puits soleil veillée marché berge toit compost`.split(
  ' ',
);

/** Numbers in [0, 1) by mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Concepts of one community, each linked to a few others; nine of ten projects are attached to one or two of them. */
export function madeGraph(
  seed: number,
  community: CommunityId,
  concepts: number,
  projects: readonly string[],
): { concepts: Concept[]; links: ConceptLink[] } {
  const next = numbers(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const made = Array.from({ length: concepts }, (_, i): Concept => {
    const id = `6000000${seed % 10}-0000-4000-8000-${i.toString(16).padStart(12, '0')}` as ConceptId;
    return { id, community, title: `${WORDS[below(WORDS.length)]} ${i + 1}`, summary: 'Une idée parmi d’autres.' };
  });
  const links = new Map<string, ConceptLink>();
  const counts = new Map<string, number>();
  const add = (link: ConceptLink): void => {
    const ends = link.kind === 'concept' ? [link.concept, link.to] : [link.concept];
    const keys = ends.map((end) => `${link.kind} ${end}`);
    if (links.has(link.id) || keys.some((key) => (counts.get(key) ?? 0) >= MOST_LINKS[link.kind])) return;
    links.set(link.id, link);
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const [i, { id }] of made.entries())
    if (i > 0) for (let k = 0; k < 2; k++) add(linkOf(id, 'concept', made[below(i)]!.id));
  for (const project of projects)
    for (let k = below(10) === 0 || concepts === 0 ? 0 : 1 + below(2); k > 0; k--)
      add(linkOf(made[below(concepts)]!.id, 'project', project));
  return { concepts: made, links: [...links.values()] };
}
