import type { EntitySource } from '../sync/settlement.ts';

/** How the shelf and the member's reading are read for a pull; bodies are fetched on wish (`http.ts`). */
export const sources: EntitySource[] = [
  {
    entity: 'story', table: 'story', key: 'id', keyType: 'uuid', by: 'scope',
    columns: {
      id: 't.id', title: 't.title', language: 't.language', authors: 't.authors', licence: 't.licence', source: 't.source', words: 't.words',
      pages: 't.pages', bytes: 't.bytes', createdAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'readingItem', table: 'reading_item', key: 'id', keyType: 'uuid', by: 'member',
    columns: {
      id: 't.id', story: 't.story', url: 't.url', title: 't.title', site: 't.site', licence: 't.licence', words: 't.words', bytes: 't.bytes',
      state: 't.state', error: 't.error', addedAt: 'iso(t.added_at)', finishedAt: 'iso(t.finished_at)',
    },
  },
  {
    entity: 'position', table: 'position', key: 'id', keyType: 'text', by: 'member',
    columns: { id: 't.id', text: 't.text', device: 't.device', at: 't.at', page: 't.page', seq: 't.seq', updatedAt: 'iso(t.updated_at)' },
  },
  {
    entity: 'readMark', table: 'read_mark', key: 'story', keyType: 'uuid', by: 'member',
    columns: { id: 't.story', grains: 't.grains', at: 'iso(t.at)' },
  },
];
