/** What animators need to edit the concepts of one community. */
import { useMemo } from 'react';
import type { Concept, ConceptLink } from '@egoejo/shared/constellation/model.ts';
import { useLive, useRows } from '../../sync/api/rows/live.ts';

export interface Candidate {
  id: string;
  title: string;
}
/** Its concepts by title, their links, and its published projects by title. */
export function useTended(
  community: string,
): { concepts: Concept[]; links: ConceptLink[]; projects: Candidate[] } | undefined {
  const all = useRows('concept');
  const links = useRows('conceptLink');
  const projects = useLive(
    async (db) =>
      (await db.project.where('community').equals(community).toArray())
        .filter((p) => p.status === 'published')
        .map((p): Candidate => ({ id: p.id, title: p.title }))
        .sort((a, b) => a.title.localeCompare(b.title)),
    [community],
  );
  return useMemo(() => {
    if (!all || !links || !projects) return undefined;
    const concepts = all
      .filter((c) => c.community === community)
      .sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1));
    return { concepts, links, projects };
  }, [all, links, projects, community]);
}

/** What a concept is linked to, of one kind: the ids of the other ends. */
export const otherEnds = (links: readonly ConceptLink[], concept: string, kind: ConceptLink['kind']): string[] =>
  links.flatMap((l) => {
    if (l.kind !== kind) return [];
    if (l.concept === concept) return [l.to];
    return kind === 'concept' && l.to === concept ? [l.concept] : [];
  });
