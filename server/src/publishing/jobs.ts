import { isId, type CommunityId, type ManuscriptId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { bookKey } from '../catalogue/model.ts';
import { forgetPhoto } from '../media/model.ts';
import type { Deps } from '../platform/deps.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { writeFigures } from './figures.ts';
import { makeStatements } from './royalties.ts';
import { bring, layBack, misplaced } from './desks.ts';

const FORGET = 'publishing.forget_file';
const FORGET_COVER = 'publishing.forget_cover';

/** Deletes the files of manuscripts that are gone, unless something else has the same file; sees to changed roles. */
export function registerJobs({ jobs, db, media }: Deps): void {
  // Roles in all communities come and go without an event.
  jobs.schedule('publishing.desks', '*/15 * * * *', () => db.transaction((tx) => seeToDesks(tx, null)));
  jobs.schedule('publishing.figures', '40 3 * * *', () => db.transaction(writeFigures));
  // Every day, so that a server that was away on the first of a month makes them later.
  jobs.schedule('publishing.royalties', '10 4 * * *', async () => {
    await db.transaction(makeStatements);
  });
  jobs.handle<{ sha256: string }>(FORGET, async ({ sha256 }) => {
    const [kept] = await db.query(
      `select from edition where sha256 = $1 union all select from manuscript_file where sha256 = $1 limit 1`,
      [sha256],
    );
    if (!kept) await media.delete(bookKey(sha256));
  });
  jobs.handle<{ name: string }>(FORGET_COVER, ({ name }) => forgetPhoto({ db, media }, name));
}

/**
 * Takes a person who closed their account off what was published or has a contract, which keeps the names that signed
 * it, and deletes their other manuscripts. What they reviewed loses their name.
 */
async function forget(tx: Queryable, member: MemberId): Promise<void> {
  const theirs = await tx.query<{ id: ManuscriptId; kept: boolean }>(
    `select id, published_at is not null or exists (select from contract c where c.manuscript = m.id
       and c.answered_name is not null) as kept from manuscript m where author = $1 order by id`,
    [member],
  );
  const gone = theirs.filter((m) => !m.kept).map((m) => m.id);
  const readers = await tx.query<{ member: MemberId }>(
    'select distinct member from manuscript_desk where manuscript = any($1::uuid[]) and member <> $2',
    [gone, member],
  );
  const scopes = readers.map((r) => memberScope(r.member));
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const of = 'manuscript = any($1::uuid[])';
  const files = await tx.query<{ sha256: string; cover: string | null }>(
    `select distinct sha256, facts #>> '{cover,cover}' as cover from manuscript_file
      where ${of} and sha256 is not null order by 1, 2`,
    [gone],
  );
  await tx.query(`delete from manuscript_note_desk where note in (select id from manuscript_note where ${of})`, [gone]);
  await tx.query(`delete from manuscript_file_desk where file in (select id from manuscript_file where ${of})`, [gone]);
  await tx.query(`delete from contract_desk where contract in (select id from contract where ${of})`, [gone]);
  for (const table of ['contract', 'manuscript_desk', 'manuscript_note', 'manuscript_file', 'manuscript_step'])
    await tx.query(`delete from ${table} where ${of}`, [gone]);
  await tx.query('delete from manuscript where id = any($1::uuid[])', [gone]);
  for (const file of files) await emit(tx, 'manuscript.file_gone', member, { ...file });
  const touched = await tx.query<{ id: ManuscriptId }>(
    `with a as (update manuscript set author = null where author = $1 returning id),
       s as (update manuscript_step set by = null, name = null where by = $1 returning manuscript as id),
       n as (update manuscript_note set author = null, name = null where author = $1 returning manuscript as id),
       o as (update contract set offered_by = null where offered_by = $1 returning manuscript as id),
       y as (update contract set answered_by = null where answered_by = $1 returning manuscript as id)
     select id from o union select id from y union select id from a union select id from s union select id from n
       order by 1`,
    [member],
  );
  for (const { id } of touched) await emit(tx, 'manuscript.changed', id, {});
  await notifyMoved(tx, scopes);
}

/**
 * Has manuscripts of a community, or all, brought to those who may review them by now, and taken from those who may not
 * any more.
 */
export async function seeToDesks(tx: Queryable, community: CommunityId | null): Promise<void> {
  await layBack(tx, community);
  for (const id of await misplaced(tx, community)) await emit(tx, 'manuscript.changed', id, {});
}

const idOf = ({ name, subject }: DomainEvent): string => {
  if (!isId(subject)) throw new Error(`event ${name} without an id`);
  return subject;
};

export const listeners: readonly Listener[] = [
  {
    name: 'publishing.desks',
    on: ['manuscript.changed'],
    handle: (tx, event) => bring(tx, idOf(event) as ManuscriptId),
  },
  {
    name: 'publishing.staff',
    on: ['community.appointed', 'community.removed', 'community.left', 'community.promoted', 'community.barred'],
    handle: (tx, event) => seeToDesks(tx, idOf(event) as CommunityId),
  },
  { name: 'publishing.banned', on: ['member.banned'], handle: (tx) => seeToDesks(tx, null) },
  {
    name: 'publishing.closed',
    on: ['member.closed'],
    async handle(tx, event) {
      await forget(tx, idOf(event) as MemberId);
      await seeToDesks(tx, null);
    },
  },
];

/** A job deletes files, because a listener must not have effects outside the database. */
export const fileListeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'publishing.forget',
    on: ['manuscript.file_gone'],
    async handle(tx, { payload: { sha256, cover } }) {
      if (typeof sha256 === 'string') await jobs.enqueue(FORGET, { sha256 }, { key: sha256, tx });
      if (typeof cover === 'string') await jobs.enqueue(FORGET_COVER, { name: cover }, { key: cover, tx });
    },
  },
];
