import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { madeGraph } from '@egoejo/shared/testing/made-graph.ts';
import { expect, it } from 'vitest';
import { graphOf, type Shown } from './graph.ts';

const community = 'c1' as CommunityId;
const shown = (id: string, score = 1): Shown => ({ id, title: id, community, category: '', score });

it('links both ends, concepts before projects, the most supported first', () => {
  const { concepts, links } = madeGraph(1, community, 3, []);
  const [a] = concepts;
  const attach = (to: string) => ({ id: `${a!.id}:${to}`, concept: a!.id, kind: 'project' as const, to });
  const graph = graphOf(concepts, [...links, attach('p1'), attach('p2')], [shown('p1'), shown('p2', 9)]);
  const node = graph.concepts.find((c) => c.id === a!.id);
  expect(node?.near.map((n) => n.kind)).toEqual(['concept', 'concept', 'project', 'project']);
  expect(node?.near.slice(2).map((n) => n.id)).toEqual(['p2', 'p1']);
  expect(graph.projects.map((p) => [p.id, p.near.map((n) => n.id)])).toEqual([
    ['p2', [a!.id]],
    ['p1', [a!.id]],
  ]);
});

it('leaves out links to what is not here', () => {
  const { concepts, links } = madeGraph(1, community, 20, ['p1', 'p2', 'p3', 'p4', 'p5']);
  const graph = graphOf(concepts.slice(0, 1), links, []);
  expect(graph.concepts.map((c) => c.near)).toEqual([[]]);
});

it('the generator makes the same graph of any size again, within the bounds', () => {
  const projects = Array.from({ length: 4700 }, (_, i) => `p${i}`);
  const made = madeGraph(7, community, 300, projects);
  expect(madeGraph(7, community, 300, projects)).toEqual(made);
  const graph = graphOf(
    made.concepts,
    made.links,
    projects.map((p) => shown(p)),
  );
  expect([graph.concepts.length, graph.projects.length]).toEqual([300, 4700]);
  expect(Math.max(...graph.concepts.map((c) => c.near.filter((n) => n.kind === 'concept').length))).toBeLessThanOrEqual(
    12,
  );
  expect(graph.projects.filter((p) => p.near.length > 0).length).toBeGreaterThan(4000);
});
