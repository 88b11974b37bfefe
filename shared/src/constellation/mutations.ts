import * as z from 'zod/mini';
import { anyId, communityId, conceptId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { CONCEPT_TEXT, linkOf } from './model.ts';

/** An animator's: makes a concept under an id the client makes, or (`create` false) changes its words. */
export const conceptWrite = defineMutation({
  name: 'concept.write',
  version: 1,
  args: z.strictObject({
    concept: conceptId,
    community: communityId,
    create: z.boolean(),
    title: line(CONCEPT_TEXT.title, 1),
    summary: line(CONCEPT_TEXT.summary),
  }),
  path: 'cold',
  writes: ({ concept }) => [{ e: 'concept', id: concept }],
  optimistic: (view, { concept: id, create, ...words }) =>
    create || view.get('concept', id) ? [{ e: 'concept', id, row: { id, ...words } }] : [],
});

/** An animator's: deletes a concept with its links; its projects stay. */
export const conceptDelete = defineMutation({
  name: 'concept.delete',
  version: 1,
  args: z.strictObject({ concept: conceptId }),
  path: 'cold',
  writes: ({ concept }) => [{ e: 'concept', id: concept }],
  optimistic: (_view, { concept }) => [{ e: 'concept', id: concept, row: null }],
});

/**
 * An animator's: attaches a published project of the community to a concept, or links two concepts of the community;
 * `on` false ends it. Of two concepts either may come first.
 */
export const conceptLink = defineMutation({
  name: 'concept.link',
  version: 1,
  args: z.strictObject({ concept: conceptId, kind: z.enum(['concept', 'project']), to: anyId, on: z.boolean() }),
  path: 'cold',
  writes: ({ concept, kind, to }) => [{ e: 'conceptLink', id: linkOf(concept, kind, to).id }],
  reads: ({ concept, kind, to }) => [
    { e: 'concept', id: concept },
    { e: kind, id: to },
  ],
  optimistic(_view, { concept, kind, to, on }) {
    const row = linkOf(concept, kind, to);
    return [{ e: 'conceptLink', id: row.id, row: on ? row : null }];
  },
});
