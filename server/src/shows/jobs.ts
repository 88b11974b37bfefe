/** When feeds are read and sounds are fetched, and what becomes of shows when an account is closed. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { forgetPhoto } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import type { Deps } from '../platform/deps.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { removeTracks } from '../tracks/model.ts';
import { fetchSound, trackBecame } from './fetch-sound.ts';
import { refreshShow } from './refresh.ts';
import { scopesOf, tracksOf } from './visible.ts';

const REFRESH = 'shows.refresh';
const FETCH = 'shows.fetch';
const FORGET_COVER = 'shows.forget_cover';

interface Asked {
  episode: string;
  by: MemberId | null;
  attempts: number;
}
const ASKED = `select s.episode, s.asked_by as by, s.attempts from episode_source s join episode e on e.id = s.episode
  where e.state = 'asked' and e.track is null and coalesce(s.claimed_until < now(), true)`;
/**
 * Members take turns. The key contains the number of the attempt, so that a job that died with its server does not
 * block the next attempt.
 */
const enqueue = ({ jobs }: Pick<Deps, 'jobs'>, { episode, by, attempts }: Asked, tx?: Queryable): Promise<void> =>
  jobs.enqueue(FETCH, { episode }, { key: `${episode}:${attempts}`, turn: by ?? 'nobody', ...(tx && { tx }) });

/** Reads the feeds that are due and fetches the sounds that were asked for, again if the server was killed meanwhile. */
export function registerJobs(deps: Deps): void {
  const { jobs, db, media } = deps;
  jobs.handle<{ show: string }>(REFRESH, ({ show }) => refreshShow(deps, show), {
    retries: 2,
    seconds: 600,
    places: 2,
  });
  jobs.handle<{ episode: string }>(FETCH, ({ episode }) => fetchSound(deps, episode), { retries: 2, seconds: 1800 });
  jobs.handle<{ cover: string }>(FORGET_COVER, ({ cover }) => forgetPhoto({ db, media }, cover));
  jobs.schedule(
    'shows.due',
    '*/10 * * * *',
    async () => {
      const due = await db.query<{ show: string; by: MemberId | null }>(
        `select f.show, t.author as by from show_feed f join show t on t.id = f.show
          where f.due_at <= now() order by f.due_at limit 1000`,
      );
      for (const { show, by } of due) await jobs.enqueue(REFRESH, { show }, { key: show, turn: by ?? 'nobody' });
      for (const asked of await db.query<Asked>(`${ASKED} order by s.asked_at`)) await enqueue(deps, asked);
    },
    { atStart: true },
  );
}

/** After an account was closed: deletes its shows that nobody else saw, and takes its name off the others. */
async function forgetMember(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  await tx.query('update episode_source set asked_by = null where asked_by = $1', [subject]);
  const mine = await tx.query<{ id: string; scope: string }>('select id, scope from show where author = $1', [subject]);
  if (mine.length === 0) return;
  const scopes = new Set<string>();
  for (const { id } of mine) for (const scope of await scopesOf(tx, id)) scopes.add(scope);
  await tx.query('select bump_scopes($1::text[])', [[...scopes]]);
  for (const { id } of mine.filter(({ scope }) => scope.startsWith('member:')))
    await removeTracks(tx, await tracksOf(tx, id));
  const gone = await tx.query<{ id: string; cover: string | null }>(
    `delete from show where author = $1 and scope like 'member:%' returning id, cover`,
    [subject],
  );
  for (const { id, cover } of gone) await emit(tx, 'show.removed', id, { cover });
  await tx.query('update show set author = null, name = null where author = $1', [subject]);
  await notifyMoved(tx, [...scopes]);
}

/** The most follows that one transaction deletes. */
const CHUNK = 500;
const MORE = 'show.forget_follows';
async function forgetFollows(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const follows = await tx.query<{ member: MemberId }>(
    `select member from show_follow where show = $1 order by member limit ${CHUNK}`,
    [subject],
  );
  if (follows.length === 0) return;
  const scopes = follows.map(({ member }) => `member:${member}`);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('delete from show_follow where show = $1 and member = any($2::uuid[])', [
    subject,
    follows.map(({ member }) => member),
  ]);
  await notifyMoved(tx, scopes);
  if (follows.length === CHUNK) await emit(tx, MORE, subject, {});
}

export const listeners: readonly Listener[] = [
  {
    name: 'shows.track',
    on: ['track.ready', 'track.refused', 'track.removed'],
    async handle(tx, { name, subject, payload }) {
      if (!isId(subject)) return;
      const refused = { code: String(payload['code']) as ErrorCode, params: Object(payload['params']) as object };
      await trackBecame(tx, subject, name === 'track.ready' ? 'ready' : name === 'track.removed' ? 'gone' : refused);
    },
  },
  { name: 'shows.forget_follows', on: ['show.removed', MORE], handle: forgetFollows },
  { name: 'shows.forget_member', on: ['member.closed'], handle: forgetMember },
];

/** Jobs ask other servers, because a listener must not have effects outside the database. */
export const jobListeners = (deps: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'shows.refresh',
    on: ['show.added'],
    async handle(tx, { subject }) {
      const [row] = await tx.query<{ by: MemberId | null }>('select author as by from show where id = $1', [subject]);
      if (row && subject !== null)
        await deps.jobs.enqueue(REFRESH, { show: subject }, { key: subject, turn: row.by ?? 'nobody', tx });
    },
  },
  {
    name: 'shows.fetch',
    on: ['episode.asked'],
    async handle(tx, { subject }) {
      for (const asked of await tx.query<Asked>(`${ASKED} and s.episode = $1`, [subject]))
        await enqueue(deps, asked, tx);
    },
  },
  {
    name: 'shows.cover',
    on: ['show.cover', 'show.removed'],
    async handle(tx, { name, payload: { cover, old } }) {
      const gone = name === 'show.removed' ? cover : old;
      if (name === 'show.cover' && typeof cover === 'string')
        await deps.jobs.enqueue(AVIF_JOB, { name: cover }, { key: cover, tx });
      if (typeof gone === 'string') await deps.jobs.enqueue(FORGET_COVER, { cover: gone }, { key: gone, tx });
    },
  },
];
