/**
 * P2, P3 and P4 of a project: the grains planted, the number of supporters, and the polls with the project. Independent
 * of money (R1).
 */
import type { Queryable } from '../platform/database/database.ts';

interface GrainsOfProject {
  title: string;
  planted: number;
  supporters: number;
  votes: number;
  asOf: string;
}
/** For a published or withdrawn project of a public community. */
export const grainsOfProject = async (db: Queryable, id: string): Promise<GrainsOfProject | undefined> =>
  (
    await db.query<GrainsOfProject>(
      `select p.title, y.score as planted, y.supporters, iso(now()) as "asOf",
       (select count(*) from poll v where v.state in ('open', 'closed')
         and v.scope in ('polls:public', 'polls:community:' || p.community)
          and (v.project = p.id or v.options @> jsonb_build_array(jsonb_build_object('project', p.id)))) as votes
     from project p join project_tally y on y.id = p.id
       join community c on c.id = p.community and c.visibility = 'public'
     where p.id = $1 and p.status in ('published', 'withdrawn')`,
      [id],
    )
  )[0];
