/** The settlement of a list of projects: all of it or nothing. */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { adding, MOST_ADDED_A_DAY } from './policy.ts';

/** Publishes projects without an author, with their texts and tallies. */
export async function settleAddMany(ctx: SettleContext, { community, projects }: MutationArgs<'project.addMany'>) {
  const { tx, member, asOf } = ctx;
  const code = refusalOf(adding, await standingOf(tx, member, community));
  if (code) return refuse(code);
  const ids = projects.map(({ id }) => id);
  const scope = communityScope(community);
  // Two lists to one community wait for each other here, so that both see what the other added.
  await ctx.bump([scope]);
  const [there] = await tx.query<{ known: boolean; n: number }>(
    `select exists (select from project where id = any($1::uuid[])) as known,
       (select count(*)::int from project where community = $2 and status <> 'proposed' and author is null
         and extra ->> 'addedAt' > iso(now() - interval '1 day')) as n`,
    [ids, community],
  );
  if (there?.known || new Set(ids).size < ids.length) return refuse('project.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && (there?.n ?? 0) + projects.length > MOST_ADDED_A_DAY)
    return refuse('project.too_many_added', { most: MOST_ADDED_A_DAY });
  await tx.query(
    `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, status,
        extra)
      select p.id, $2, $3, p.title, p.summary, p.category, p.place, (p.cost ->> 'cents')::bigint, p.cost ->> 'currency',
        'published', jsonb_build_object('addedAt', iso(now()))
      from jsonb_to_recordset($1::jsonb)
        as p (id uuid, title text, summary text, category text, place text, cost jsonb)`,
    [JSON.stringify(projects), scope, community],
  );
  await tx.query(
    `insert into project_text (id, scope, text)
      select p.id, $2, p.text from jsonb_to_recordset($1::jsonb) as p (id uuid, text text)`,
    [JSON.stringify(projects), scope],
  );
  await tx.query('insert into project_tally (id, scope) select p, $2 from unnest($1::uuid[]) p', [ids, scope]);
  for (const id of ids) await emit(tx, 'project.published', id, {});
  await audit(tx, { actor: member, ...ctx.from }, 'project.add_many', community, { projects: projects.length });
  return APPLIED;
}
