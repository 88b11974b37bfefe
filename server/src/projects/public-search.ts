/** Search in public projects by similar words (R13): the search of the whole app, for a visitor and this kind. */
import type { ProjectListRow } from '@egoejo/shared/projects/model.ts';
import type { Database } from '../platform/database/database.ts';
import { find } from '../search/model.ts';
import { ROW, FROM } from './public-rows.ts';

/** Published projects of public communities that match, best first; accents and typos are tolerated. */
export async function searchProjects(db: Database, q: string, limit: number): Promise<{ items: ProjectListRow[] }> {
  const { items } = await find(db, { q, after: 0, limit, member: null, kinds: ['project'] });
  const ids = items.map((p) => p.id);
  if (ids.length === 0) return { items: [] };
  return {
    items: await db.query<ProjectListRow>(
      `select ${ROW} ${FROM} where t.id = any($1::uuid[]) order by array_position($1::uuid[], t.id)`,
      [ids],
    ),
  };
}
