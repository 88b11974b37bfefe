/**
 * The graph of the constellation: concepts, projects, and what is linked to what. The sky and the list show this one
 * graph.
 */
import type { Concept, ConceptLink } from '@egoejo/shared/constellation/model.ts';

export interface GraphNode {
  id: string;
  kind: 'concept' | 'project';
  title: string;
  /** Of a concept. */
  summary: string;
  community: string;
  /** Of a project; '' when none. */
  category: string;
  score: number;
  /** What it is linked to: concepts by title, then projects by score. */
  near: GraphNode[];
}
export interface Graph {
  /** By title. */
  concepts: GraphNode[];
  /** The most supported first. */
  projects: GraphNode[];
  /** Names of communities by id. */
  communities: ReadonlyMap<string, string>;
}
export type Shown = Pick<GraphNode, 'id' | 'title' | 'community' | 'category' | 'score'>;

const order = (a: GraphNode, b: GraphNode): number =>
  a.kind.localeCompare(b.kind) || b.score - a.score || a.title.localeCompare(b.title);

/** A link to what is not here (withdrawn, not pulled yet, deleted on another device) is left out. */
export function graphOf(
  concepts: readonly Concept[],
  links: readonly ConceptLink[],
  projects: readonly Shown[],
  communities: Graph['communities'] = new Map(),
): Graph {
  const graph: Graph = {
    concepts: concepts.map((c) => ({ ...c, kind: 'concept', category: '', score: 0, near: [] })),
    projects: projects.map((p) => ({ ...p, kind: 'project', summary: '', near: [] })),
    communities,
  };
  const nodes = new Map([...graph.concepts, ...graph.projects].map((node) => [node.id, node]));
  for (const { concept, kind, to } of links) {
    const [a, b] = [nodes.get(concept), nodes.get(to)];
    if (a?.kind !== 'concept' || b?.kind !== kind) continue;
    a.near.push(b);
    b.near.push(a);
  }
  for (const node of nodes.values()) node.near.sort(order);
  graph.concepts.sort(order);
  graph.projects.sort(order);
  return graph;
}
