/** Reads works. */
import type { WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { EntitySource } from '../sync/settle/act.ts';
import { visibleTo } from './visible.ts';

/** A work with its editions, the newest first; undefined: there is none that the member may see. */
export async function workDetail(q: Queryable, id: string, member: MemberId | null): Promise<WorkDetail | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await q.query<WorkDetail>(
    `select w.id, w.title, w.subtitle, w.authors, w.languages, w.year, w.publisher, w.series,
       w.series_number as "seriesNumber", w.rights, w.licence, w.description, w.subjects, w.categories,
       w.contributors, w.accessibility, w.colour, w.cover, w.thumb, w.community,
       (select jsonb_agg(jsonb_build_object('id', e.id, 'format', e.format, 'sha256', e.sha256, 'bytes', e.bytes,
           'words', e.words, 'spine', e.spine, 'layout', e.layout, 'progression', e.progression,
           'counts', e.counts, 'stripped', e.stripped) order by e.created_at desc, e.id desc)
         from edition e where e.work = w.id) as editions
     from work w where w.id = $2 and ${visibleTo('$1')}`,
    [member, id],
  );
  return row;
}

/** A column of the newest edition of the work `t`. */
const newest = (column: string): string =>
  `(select e.${column} from edition e where e.work = t.id order by e.created_at desc, e.id desc limit 1)`;

/** Reads the catalogue, and what a member imports into it, for a pull. An edition is written after its work, in one transaction. */
export const sources: EntitySource[] = [
  {
    entity: 'work',
    table: 'work',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      title: 't.title',
      authors: 't.authors',
      languages: `array_to_string(t.languages, ' ')`,
      categories: `array_to_string(t.categories, ' ')`,
      year: 't.year',
      series: 't.series',
      seriesNumber: 't.series_number',
      licence: 't.licence',
      colour: 't.colour',
      cover: 't.cover',
      thumb: 't.thumb',
      words: newest('words'),
      bytes: newest('bytes'),
      file: newest('sha256'),
      edition: newest('id'),
      community: 't.community',
      addedAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'bookImport',
    table: 'book_import',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      community: 't.community',
      name: 't.name',
      state: 't.state',
      code: 't.code',
      params: 't.params',
      added: 't.added',
      work: 't.work',
      title: 't.title',
      warnings: 't.warnings',
      createdAt: 'iso(t.created_at)',
    },
  },
];

/** Works that the member may see, and about how many bytes their rows are: said before a device asks for them. */
export async function catalogueSize(q: Queryable, member: MemberId | null): Promise<{ works: number; bytes: number }> {
  const [row] = await q.query<{ works: number; bytes: number }>(
    `select count(*)::int as works, coalesce(sum(${ROW_BYTES} + coalesce(length(thumb), 0)), 0)::int as bytes
     from work w where ${visibleTo('$1')}`,
    [member],
  );
  return row ?? { works: 0, bytes: 0 };
}
/** What a row takes on the wire beside its thumbnail. */
const ROW_BYTES = 250;
