/** Settlements of what a project needs. */
import { MOST_NEEDS } from '@egoejo/shared/projects/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { revising } from './policy.ts';
import { headOf, scopeOf, standingTowards } from './standing.ts';

/** Adds a need, or changes its words or whether it was met. */
export async function settleNeed(
  { tx, member, asOf, bump, from }: SettleContext,
  { id, project, text, met }: MutationArgs<'project.need'>,
) {
  const head = await headOf(tx, project);
  const code = refusalOf(revising, await standingTowards(tx, member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  const scope = scopeOf(member, head);
  await bump([scope]);
  const [there] = await tx.query<{ of: string | null; words: string | null; met: boolean | null; n: number }>(
    `select (select project from project_need where id = $1) as of,
       (select text from project_need where id = $1) as words,
       (select met from project_need where id = $1) as met,
       (select count(*)::int from project_need where project = $2) as n`,
    [id, project],
  );
  if (there?.of && there.of !== project) return refuse('project.need_exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (!there?.of && asOf === null && (there?.n ?? 0) >= MOST_NEEDS)
    return refuse('project.too_many_needs', { most: MOST_NEEDS });
  await tx.query(
    `insert into project_need (id, scope, project, text, met) values ($1, $2, $3, $4, $5)
      on conflict (id) do update set text = excluded.text, met = excluded.met`,
    [id, scope, project, text, met],
  );
  // The automatic flags read new words; that a need was met says nothing new.
  if (head.status === 'published' && there?.words !== text) await emit(tx, 'project.edited', project, {});
  if (head.author === member) return APPLIED;
  const log = (action: string, detail: Record<string, unknown>) =>
    audit(tx, { actor: member, ...from }, action, project, detail);
  if (!there?.of) await log('project.need_add', { need: text });
  else if (there.words !== text) await log('project.need_edit', { before: there.words, need: text });
  if (met !== (there?.met ?? false)) await log(met ? 'project.need_met' : 'project.need_unmet', { need: text });
  return APPLIED;
}

/** Removes a need. */
export async function settleDropNeed(
  { tx, member, bump, from }: SettleContext,
  { need, project }: MutationArgs<'project.dropNeed'>,
) {
  const head = await headOf(tx, project);
  const code = refusalOf(revising, await standingTowards(tx, member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  await bump([scopeOf(member, head)]);
  const [gone] = await tx.query<{ text: string }>(
    'delete from project_need where id = $1 and project = $2 returning text',
    [need, project],
  );
  if (!gone) return refuse('project.unknown_need');
  if (head.author !== member)
    await audit(tx, { actor: member, ...from }, 'project.need_drop', project, { need: gone.text });
  return APPLIED;
}
