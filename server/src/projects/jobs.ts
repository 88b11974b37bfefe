import { isId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database.ts';
import type { DomainEvent, Listener } from '../platform/events.ts';
import { notifyMoved } from '../sync/pokes.ts';
import { decline, publish } from './settle.ts';

/**
 * Bumps the author's scope and, if the project moves there, the community's, in lock order (S12). False: there is no
 * such project.
 */
async function bump(tx: Queryable, project: ProjectId, andCommunity: boolean): Promise<boolean> {
  const [row] = await tx.query<{ scopes: string[] }>(
    `select array['member:' || author] || case when $2 then array['community:' || community] else '{}' end as scopes
      from project where id = $1 and status = 'proposed'`,
    [project, andCommunity],
  );
  if (!row) return false;
  await tx.query('select bump_scopes($1::text[])', [row.scopes]);
  await notifyMoved(tx, row.scopes);
  return true;
}

async function handle(tx: Queryable, { name, subject, payload }: DomainEvent): Promise<void> {
  if (!isId(subject)) throw new Error(`event ${name} without a project`);
  const project = subject as ProjectId;
  if (name === 'project.approved') {
    if (await bump(tx, project, true)) await publish(tx, project);
  } else if (await bump(tx, project, false))
    await decline(tx, project, typeof payload['reason'] === 'string' ? payload['reason'] : '');
}

/**
 * An animator's decision on another member's proposal changes rows in the author's scope; a listener applies it here,
 * in a separate transaction.
 */
export const listeners: readonly Listener[] = [
  { name: 'projects.judged', on: ['project.approved', 'project.declined'], handle },
];
