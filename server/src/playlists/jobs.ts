/** What becomes of playlists and likes when a track is removed, or an account closed. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** How many lists, and how many who like the track, one transaction goes through. */
const CHUNK = 500;
const MORE = 'playlist.forget_track';

/** Takes a removed track out of lists and likes. */
async function forgetTrack(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  if (!isId(subject)) return;
  const items = await tx.query<{ id: string; scope: string }>(
    `select id, scope from playlist_item where track = $1 order by id limit ${CHUNK}`,
    [subject],
  );
  const likes = await tx.query<{ member: string; scope: string }>(
    `select member, 'member:' || member as scope from track_like where track = $1 order by member limit ${CHUNK}`,
    [subject],
  );
  const scopes = [...new Set([...items, ...likes].map(({ scope }) => scope))];
  if (scopes.length === 0) return;
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('delete from playlist_item where id = any($1::uuid[])', [items.map(({ id }) => id)]);
  await tx.query('delete from track_like where track = $1 and member = any($2::uuid[])', [
    subject,
    likes.map(({ member }) => member),
  ]);
  await notifyMoved(tx, scopes);
  if (items.length === CHUNK || likes.length === CHUNK) await emit(tx, MORE, subject, {});
}

/** Deletes the playlists of a person who closed their account that nobody else saw; the others stay without a name. */
async function forgetMember(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const mine = await tx.query<{ scope: string }>('select distinct scope from playlist where author = $1', [subject]);
  if (mine.length === 0) return;
  const scopes = mine.map(({ scope }) => scope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(`delete from playlist where author = $1 and scope like 'member:%'`, [subject]);
  await tx.query('update playlist set author = null, name = null where author = $1', [subject]);
  await notifyMoved(tx, scopes);
}

export const listeners: readonly Listener[] = [
  { name: 'playlists.forget_track', on: ['track.removed', MORE], handle: forgetTrack },
  { name: 'playlists.forget_member', on: ['member.closed'], handle: forgetMember },
];
