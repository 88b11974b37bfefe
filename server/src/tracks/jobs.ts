import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { forgetFiles } from './files.ts';
import { prepareTrack } from './prepare/prepare.ts';
import { sweepFolders } from './prepare/workshop.ts';

const PREPARE = 'tracks.prepare';
const FORGET = 'tracks.forget_files';

interface Due {
  track: string;
  /** Null: their account is closed. */
  author: MemberId | null;
  attempts: number;
}
const DUE = `select w.track, t.author, w.attempts from track_work w join track t on t.id = w.track
  where t.state = 'preparing' and coalesce(w.claimed_until < now(), true)`;
/**
 * Members take turns: one who adds many long tracks delays nobody else by more than one of them. The key names the
 * attempt: a job that died with its server does not keep the next one away.
 */
const enqueue = ({ jobs }: Pick<Deps, 'jobs'>, { track, author, attempts }: Due, tx?: Queryable): Promise<void> =>
  jobs.enqueue(PREPARE, { track }, { key: `${track}:${attempts}`, turn: author ?? 'nobody', ...(tx && { tx }) });

/** Prepares tracks, one at a time in a process; asks again for those that wait, and deletes files of removed ones. */
export function registerJobs(deps: Deps): void {
  const { jobs, db } = deps;
  jobs.handle<{ track: string }>(
    PREPARE,
    ({ track }) => prepareTrack(deps, track, { stopping: () => jobs.stopping() }),
    { retries: 3, seconds: 5 * 3600 },
  );
  jobs.handle<{ track: string; cover: string | null }>(FORGET, ({ track, cover }) => forgetFiles(deps, track, cover));
  jobs.schedule(
    'tracks.due',
    '*/10 * * * *',
    async () => {
      for (const due of await db.query<Due>(`${DUE} order by t.created_at`)) await enqueue(deps, due);
      await sweepFolders(Date.now());
    },
    { atStart: true },
  );
}

/** Deletes the tracks of a person who closed their account that nobody else heard; the others stay without a name. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const mine = await tx.query<{ id: string; scope: string }>('select id, scope from track where author = $1', [
    subject,
  ]);
  if (mine.length === 0) return;
  const scopes = [...new Set(mine.map((t) => t.scope))];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const gone = await tx.query<{ id: string; cover: string | null }>(
    `delete from track where author = $1 and scope like 'member:%' returning id, cover`,
    [subject],
  );
  for (const { id, cover } of gone) await emit(tx, 'track.removed', id, { cover });
  await tx.query('update track set author = null, name = null where author = $1', [subject]);
  await notifyMoved(tx, scopes);
}

/** Jobs read, write and delete files, because a listener must not have effects outside the database. */
export const listeners = (deps: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'tracks.prepare',
    on: ['track.received'],
    async handle(tx, { subject }) {
      for (const due of await tx.query<Due>(`${DUE} and w.track = $1`, [subject])) await enqueue(deps, due, tx);
    },
  },
  {
    name: 'tracks.avif',
    on: ['track.ready'],
    async handle(tx, { payload: { cover } }) {
      if (typeof cover === 'string') await deps.jobs.enqueue(AVIF_JOB, { name: cover }, { key: cover, tx });
    },
  },
  {
    name: 'tracks.forget_files',
    on: ['track.removed'],
    async handle(tx, { subject, payload: { cover } }) {
      if (subject !== null)
        await deps.jobs.enqueue(FORGET, { track: subject, cover }, { key: `${subject}:${String(cover)}`, tx });
    },
  },
  { name: 'tracks.forget', on: ['member.closed'], handle: forget },
];
