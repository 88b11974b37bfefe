/** Writes the demo's communities with their projects, and the seasons. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { stableId } from '../../platform/stable-id.ts';
import { communities, type CommunityKey } from '../communities.ts';
import type { DemoProject } from '../projects/project.ts';
import { projects } from '../projects/projects.ts';
import { seasonsAround } from '../seasons.ts';
import { communityId, projectId } from '../ids.ts';

/** Writes communities, projects, seasons and the Silo, as far as they do not exist yet. */
export async function writePlaces(tx: Queryable): Promise<void> {
  const ids = communities.map((c) => communityId(c.key));
  await tx.query('select bump_scopes(array(select scope from scope_counter where scope = any($1::text[])))', [
    [...ids.map((id) => `community:${id}`), 'public'],
  ]);
  for (const c of communities) {
    await tx.query(
      `insert into community (id, scope, slug, name, summary) values ($1, 'public', $2, $3, $4) on conflict do nothing`,
      [communityId(c.key), c.slug, c.name, c.summary],
    );
    await tx.query('select bump_scope($1)', [`community:${communityId(c.key)}`]);
    for (const [i, p] of projects[c.key].entries()) await writeProject(tx, c.key, p, c.currency, i);
  }
  for (const { name, startsAt, endsAt, active } of seasonsAround(new Date())) {
    await tx.query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        select $1, $2, $3, $4, $5 and not exists (select from cycle where active)
       where not exists (select from cycle where starts_at < $4 and ends_at > $3) on conflict do nothing`,
      [stableId('demo cycle', name), name, startsAt, endsAt, active],
    );
  }
  await tx.query('insert into silo (id) select $1 where not exists (select from silo)', [newId()]);
}

/** Created on different days of the last two months, so that sorting by newest is meaningful. */
async function writeProject(
  tx: Queryable,
  community: CommunityKey,
  p: DemoProject,
  currency: string,
  i: number,
): Promise<void> {
  const id = projectId(p.slug);
  const scope = `community:${communityId(community)}`;
  const [made] = await tx.query(
    `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, picture,
      status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'published', now() - $11 * interval '1 day')
       on conflict do nothing returning id`,
    [
      id,
      scope,
      communityId(community),
      p.title,
      p.summary,
      p.category,
      p.place,
      p.cents,
      currency,
      `demo-${p.slug}`,
      60 - i * 7,
    ],
  );
  if (!made) return;
  await tx.query('insert into project_text (id, scope, text) values ($1, $2, $3)', [id, scope, p.text]);
  await tx.query('insert into project_tally (id, scope) values ($1, $2)', [id, scope]);
}
