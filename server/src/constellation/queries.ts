import type { EntitySource } from '../sync/settle/act.ts';

/** Reads concepts and their links for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'concept',
    table: 'concept',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', community: 't.community', title: 't.title', summary: 't.summary' },
  },
  {
    entity: 'conceptLink',
    table: 'concept_link',
    key: 'id',
    keyType: 'text',
    by: 'scope',
    columns: { id: 't.id', concept: 't.concept', kind: 't.kind', to: 't.target' },
  },
];
