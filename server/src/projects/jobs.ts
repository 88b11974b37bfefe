import { isId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { forgetPhoto } from '../media/model.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { decline, publish } from './settle.ts';

/**
 * Bumps the author's scope and, if the project moves there, the community's, in lock order (S12). False: there is no
 * such proposal, or its author has changed it since the rev that the animator judged.
 */
async function bump(tx: Queryable, project: ProjectId, andCommunity: boolean, atRev: unknown): Promise<boolean> {
  const [row] = await tx.query<{ scopes: string[] }>(
    `select array['member:' || author] || case when $2 then array['community:' || community] else '{}' end as scopes
      from project where id = $1 and status = 'proposed' and rev = coalesce($3::bigint, rev)`,
    [project, andCommunity, typeof atRev === 'number' ? atRev : null],
  );
  if (!row) return false;
  await tx.query('select bump_scopes($1::text[])', [row.scopes]);
  await notifyMoved(tx, row.scopes);
  return true;
}

async function handle(tx: Queryable, { name, subject, payload }: DomainEvent): Promise<void> {
  if (!isId(subject)) throw new Error(`event ${name} without a project`);
  const project = subject as ProjectId;
  const approved = name === 'project.approved';
  if (!(await bump(tx, project, approved, payload['rev']))) return;
  const reason = typeof payload['reason'] === 'string' ? payload['reason'] : '';
  const done = approved ? await publish(tx, project) : await decline(tx, project, reason);
  if (done) await emit(tx, 'project.judged', project, { published: approved, reason });
}

const FORGET = 'project.forget_files';

/** Deletes the files of removed photos. */
export function registerJobs({ jobs, db, media }: Deps): void {
  jobs.handle<{ name: string }>(FORGET, ({ name }) => forgetPhoto({ db, media }, name));
}

/**
 * An animator's decision on another member's proposal changes rows in the author's scope; a listener applies it here,
 * in a separate transaction.
 */
export const listeners: readonly Listener[] = [
  { name: 'projects.judged', on: ['project.approved', 'project.declined'], handle },
];

/** Jobs write and delete the files of photos, because a listener must not have effects outside the database. */
export const pictureListeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'projects.avif',
    on: ['project.picture_stored'],
    async handle(tx, { payload: { name } }) {
      if (typeof name === 'string') await jobs.enqueue(AVIF_JOB, { name }, { key: name, tx });
    },
  },
  {
    name: 'projects.forget',
    on: ['project.picture_removed'],
    async handle(tx, { payload: { name } }) {
      if (typeof name === 'string') await jobs.enqueue(FORGET, { name }, { key: name, tx });
    },
  },
];
