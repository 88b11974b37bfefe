import { OPENING } from '@egoejo/shared/reading/model.ts';
import type { EntitySource } from '../sync/settle/act.ts';

/** The first words of a story, from the beginning of its first page. Headings and tags, whole or cut, are left out. */
const opening = `(select left(btrim(regexp_replace(
    regexp_replace(regexp_replace(left(o.pages ->> 0, 1200), '</?(em|strong|a|code)\\M[^>]*>', '', 'g'),
    '<h[1-6][^>]*>[^<]*</h[1-6]>|<[^>]*>|<[^>]*$', ' ', 'g'), '\\s+', ' ', 'g')), ${OPENING})
  from story_text o where o.id = t.id)`;

/** Reads the shelf and the member's reading for a pull; bodies of texts are fetched on demand (`http.ts`). */
export const sources: EntitySource[] = [
  {
    entity: 'story',
    table: 'story',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    widened: [{ version: 2, older: `t.state = 'published'` }],
    columns: {
      id: 't.id',
      title: `coalesce(t.away ->> 'title', t.title)`,
      language: 't.language',
      authors: `coalesce(t.away ->> 'authors', t.authors)`,
      licence: 't.licence',
      source: 't.source',
      words: 't.words',
      pages: 't.pages',
      bytes: 't.bytes',
      createdAt: 'iso(t.created_at)',
      author: 't.author',
      // To its author, what moderators hid looks withdrawn; the sanction says more.
      state: `case t.state when 'published' then 'published' else 'withdrawn' end`,
      opening,
    },
  },
  {
    entity: 'readingItem',
    table: 'reading_item',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      story: 't.story',
      url: 't.url',
      title: 't.title',
      site: 't.site',
      licence: 't.licence',
      words: 't.words',
      bytes: 't.bytes',
      state: 't.state',
      error: 't.error',
      addedAt: 'iso(t.added_at)',
      finishedAt: 'iso(t.finished_at)',
    },
  },
  {
    entity: 'position',
    table: 'position',
    key: 'id',
    keyType: 'text',
    by: 'member',
    columns: {
      id: 't.id',
      text: 't.text',
      device: 't.device',
      at: 't.at',
      page: 't.page',
      seq: 't.seq',
      updatedAt: 'iso(t.updated_at)',
      cfi: 't.cfi',
    },
  },
  {
    entity: 'readMark',
    table: 'read_mark',
    key: 'story',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.story', grains: 't.grains', at: 'iso(t.at)' },
  },
];
