import * as z from 'zod/mini';
import { anyId, communityId, conceptId, type ConceptId } from '../platform/ids.ts';

/** The longest texts of a concept, in characters. */
export const CONCEPT_TEXT = { title: 80, summary: 280 } as const;
/** Most concepts of a community; most concepts that one is linked to; most projects attached to one. */
export const MOST_CONCEPTS = 300;
export const MOST_LINKS = { concept: 12, project: 60 } as const;

const linkKind = z.enum(['concept', 'project']);

/** An idea of a community, which its animators name; its projects and related concepts are rows `conceptLink`. */
export const conceptRow = z.object({
  id: conceptId,
  community: communityId,
  title: z.string(),
  /** One line; '' when there is none. */
  summary: z.string(),
});
export type Concept = z.infer<typeof conceptRow>;

/**
 * A project attached to a concept, or two concepts that belong together. The id is made of the two ids, so the same
 * link made on two devices is one row.
 */
export const conceptLinkRow = z.object({
  id: z.string(),
  concept: conceptId,
  kind: linkKind,
  /** The project, or the other concept. */
  to: anyId,
});
export type ConceptLink = z.infer<typeof conceptLinkRow>;

/** What both directions of a link have in common: of two concepts the lesser id comes first. */
export const linkOf = (concept: ConceptId, kind: ConceptLink['kind'], to: string): ConceptLink => {
  const [a, b] = kind === 'concept' && to < concept ? [to as ConceptId, concept] : [concept, to];
  return { id: `${a}:${b}`, concept: a, kind, to: b };
};
