/** Public reads of one project. Only public communities, and no personal data (R13). */
import type { ProjectListRow } from '@egoejo/shared/projects/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { ROW, FROM } from './public-rows.ts';

interface PublicProject extends ProjectListRow {
  communityName: string;
  status: 'published' | 'withdrawn';
}

/** One published or withdrawn project of a public community. */
export const publicProject = async (db: Queryable, id: string): Promise<PublicProject | undefined> =>
  (
    await db.query<PublicProject>(
      `select ${ROW}, t.status, c.name as "communityName" ${FROM}
        where t.id = $1 and t.status in ('published', 'withdrawn')`,
      [id],
    )
  )[0];

/** The long text of a project that `member` (null: a visitor) may see, and whether it is public. */
export async function projectText(
  db: Queryable,
  id: string,
  member: string | null,
): Promise<{ id: string; text: string; open: boolean } | undefined> {
  const [row] = await db.query<{ id: string; text: string; open: boolean }>(
    `select t.id, t.text, scope_visible(null, t.scope) is true as open from project_text t
      where t.id = $1 and scope_visible($2::uuid, t.scope)`,
    [id, member],
  );
  return row;
}
