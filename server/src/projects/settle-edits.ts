/** The settlement of an edit of a published project: what it said before is kept and can be read by all who see it. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { EDITABLE, type Cost } from '@egoejo/shared/projects/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { COST } from './queries.ts';
import { MOST_EDITS } from './policy.ts';
import type { Head } from './standing.ts';

interface Before {
  title: string;
  summary: string;
  text: string;
  category: string;
  place: string;
  cost: Cost | null;
  edits: number;
  voted: boolean;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const plain = (cost: Cost | null) => cost && [cost.cents, cost.currency];

/**
 * While a poll about the project is open, it stays as the voters saw it. An edit that changes nothing is accepted and
 * leaves no trace.
 */
export async function editPublished(
  ctx: SettleContext,
  head: Head,
  { project, ...after }: MutationArgs<'project.revise'>,
) {
  const { tx, member, asOf } = ctx;
  await ctx.bump([communityScope(head.community)]);
  const [before] = await tx.query<Before>(
    `select t.title, t.summary, coalesce(x.text, '') as text, t.category, t.place, ${COST} as cost,
       (select count(*)::int from project_edit where project = $1 and at > now() - interval '1 day') as edits,
       exists (select from poll p where p.state = 'open' and (p.project = $1
         or p.options @> jsonb_build_array(jsonb_build_object('project', $1::uuid::text)))) as voted
     from project t left join project_text x on x.id = t.id where t.id = $1`,
    [project],
  );
  if (!before) return refuse('project.unknown');
  const fields = EDITABLE.filter((f) =>
    f === 'cost' ? !same(plain(before.cost), plain(after.cost)) : before[f] !== after[f],
  );
  if (fields.length === 0) return APPLIED;
  if (before.voted) return refuse('project.in_open_poll');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && before.edits >= MOST_EDITS) return refuse('project.too_many_edits', { most: MOST_EDITS });
  const { title, summary, text, category, place, cost } = after;
  await tx.query(
    `update project set title = $2, summary = $3, category = $4, place = $5, cost_cents = $6, cost_currency = $7
      where id = $1`,
    [project, title, summary, category, place, cost?.cents ?? null, cost?.currency ?? null],
  );
  if (fields.includes('text')) await tx.query('update project_text set text = $2 where id = $1', [project, text]);
  const animator = head.author !== member;
  await tx.query(
    'insert into project_edit (id, scope, project, animator, fields, before) values ($1, $2, $3, $4, $5, $6::jsonb)',
    [
      newId(),
      communityScope(head.community),
      project,
      animator,
      fields,
      JSON.stringify(Object.fromEntries(fields.map((f) => [f, before[f]]))),
    ],
  );
  if (animator) await audit(tx, { actor: member, ...ctx.from }, 'project.edit', project, { fields });
  await emit(tx, 'project.edited', project, {});
  return APPLIED;
}
