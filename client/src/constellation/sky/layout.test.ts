import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { madeGraph } from '@egoejo/shared/testing/made-graph.ts';
import { describe, expect, it } from 'vitest';
import { graphOf, type Graph, type Shown } from '../graph.ts';
import { fraction } from '../../platform/values/hash.ts';
import { arrange, type Placed } from './layout.ts';

const project = (id: string, community: string, category: string, score: number): Shown => ({
  id,
  title: id,
  community,
  category,
  score,
});
const projects = Array.from({ length: 120 }, (_, i) => project(`p${i}`, `c${i % 6}`, `k${i % 4}`, i * 10));
const sky = graphOf([], [], projects);
/** One community of 40 concepts, some of its projects attached. */
const tended = (): Graph => {
  const own = projects.filter((p) => p.community === 'c1');
  const { concepts, links } = madeGraph(
    3,
    'c1' as CommunityId,
    40,
    own.map((p) => p.id),
  );
  return graphOf(concepts, links, projects);
};
const at = ({ x, y, z }: Placed) => [x, y, z];
const between = (a: Placed, b: Placed): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('constellation', () => {
  it('is stable: the same graph in any order gets the same positions', () => {
    const graph = tended();
    const a = new Map(arrange(graph).stars.map((p) => [p.node.id, at(p)]));
    const turned = { ...graph, concepts: graph.concepts.toReversed(), projects: graph.projects.toReversed() };
    for (const p of arrange(turned).stars) expect(at(p)).toEqual(a.get(p.node.id));
  });
  it('fills the sky with its stars and keeps every one inside, no size at zero', () => {
    for (const graph of [sky, tended()])
      for (const p of arrange(graph).stars) {
        expect(Math.max(Math.abs(p.x), Math.abs(p.y))).toBeLessThan(1.151);
        expect(p.size).toBeGreaterThan(0);
        expect(p.size).toBeLessThanOrEqual(1);
      }
  });
  it('places most projects nearer to their own community than to any other', () => {
    const { stars } = arrange(sky);
    const names = [...new Set(projects.map((s) => s.community))].sort();
    const middle = (own: readonly Placed[], of: 'x' | 'y') => own.reduce((sum, p) => sum + p[of], 0) / own.length;
    const centres = names.map((name) => {
      const own = stars.filter((p) => p.node.community === name);
      return { x: middle(own, 'x'), y: middle(own, 'y') };
    });
    const near = stars.filter((p) => {
      const distances = centres.map((c) => Math.hypot(p.x - c.x, p.y - c.y));
      return distances.indexOf(Math.min(...distances)) === names.indexOf(p.node.community);
    });
    expect(near.length / stars.length).toBeGreaterThan(0.75);
  });
  it('places what belongs together closer than the rest, and concepts apart from each other', () => {
    const { stars, edges } = arrange(tended());
    const concepts = stars.filter((s) => s.hue === null);
    const mean = (list: readonly number[]) => list.reduce((sum, n) => sum + n, 0) / list.length;
    const linked = edges.filter(([, j]) => stars[j]!.hue === null).map(([i, j]) => between(stars[i]!, stars[j]!));
    const all = concepts.flatMap((a, i) => concepts.slice(i + 1).map((b) => between(a, b)));
    expect(mean(linked)).toBeLessThan(0.8 * mean(all));
    expect(Math.min(...all)).toBeGreaterThan(0.01);
    const attached = stars.filter((s) => s.node.kind === 'project' && s.node.near.length === 1);
    for (const s of attached)
      expect(
        between(
          s,
          stars.find((c) => c.node === s.node.near[0])!,
        ),
      ).toBeLessThan(0.2);
  });
  it('draws each link once', () => {
    const graph = tended();
    const { edges } = arrange(graph);
    const ends = graph.concepts.flatMap((c) => c.near);
    const twice = ends.filter((n) => n.kind === 'concept').length;
    expect(edges).toHaveLength(ends.length - twice / 2);
    expect(new Set(edges.map(String)).size).toBe(edges.length);
  });
  it('handles an empty sky and projects without grains', () => {
    expect(arrange(graphOf([], [], []))).toEqual({ stars: [], clusters: [], edges: [] });
    expect(arrange(graphOf([], [], [project('a', 'c', '', 0)])).stars[0]?.size).toBeGreaterThan(0);
  });
  it('spreads hash fractions evenly', () => {
    const all = projects.map((s) => fraction(s.id, 1));
    expect(Math.min(...all)).toBeLessThan(0.1);
    expect(Math.max(...all)).toBeGreaterThan(0.9);
  });

  it('names each community above its stars, and none whose name is not here', () => {
    const { stars, clusters } = arrange({ ...tended(), communities: new Map([['c1', 'La Médina']]) });
    expect(clusters.map((c) => c.name)).toEqual(['La Médina']);
    const own = stars.filter((s) => s.node.community === 'c1');
    expect(clusters[0]?.y).toBeGreaterThan(Math.max(...own.map((s) => s.y)));
  });
});
