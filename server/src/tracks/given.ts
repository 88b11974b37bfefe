/** Tracks that another feature makes, changes and removes for their author. The caller has bumped their scopes. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { refuseUploads } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { masterKey } from './keys.ts';
import { moveToPlace, scopesOf } from './visible.ts';

type Visibility = 'private' | 'community' | 'public';
interface Given {
  id: string;
  /** Null: their account is closed. */
  author: MemberId | null;
  name: string | null;
  visibility: Visibility;
  community: CommunityId | null;
  title: string;
  artists: string;
  album: string;
  language: string;
}

/** Makes a track of the file under `masterKey`; a job prepares it. It does not count towards its author's limits. */
export async function giveTrack(tx: Queryable, given: Given, file: { bytes: number; sha256: string }): Promise<void> {
  const { id, author, name, visibility, community, title, artists, album, language } = given;
  await tx.query(
    `insert into track (id, scope, author, name, visibility, community, title, artists, album, language, licence, file,
        given, state, file_key, sha256, bytes)
      values ($1, coalesce('member:' || $2::uuid, 'hidden'), $2, $3, $4, $5, $6, $7, $8, $9, 'reserved', '', true,
        'preparing', $10, $11, $12)`,
    [id, author, name, visibility, community, title, artists, album, language, masterKey(id), file.sha256, file.bytes],
  );
  await tx.query('insert into track_work (track) values ($1)', [id]);
  await emit(tx, 'track.received', id, {});
}

/** Changes who may hear these tracks. */
export async function shareTracks(
  tx: Queryable,
  tracks: readonly string[],
  visibility: Visibility,
  community: CommunityId | null,
): Promise<void> {
  if (tracks.length === 0) return;
  await tx.query(
    `update track set visibility = $2, community = $3
      where id = any($1::uuid[]) and (visibility <> $2 or community is distinct from $3::uuid)`,
    [tracks, visibility, community],
  );
  for (const track of tracks) await moveToPlace(tx, track);
}

/** Removes tracks, with their files. */
export async function removeTracks(tx: Queryable, tracks: readonly string[]): Promise<void> {
  if (tracks.length === 0) return;
  await refuseUploads(tx, tracks, 'media.not_awaited');
  const gone = await tx.query<{ id: string; cover: string | null }>(
    'delete from track where id = any($1::uuid[]) returning id, cover',
    [tracks],
  );
  for (const { id, cover } of gone) await emit(tx, 'track.removed', id, { cover });
}

/** The scopes where tracks are, their authors' scopes, and those to which they return when they are no longer hidden. */
export async function trackScopes(tx: Queryable, tracks: readonly string[]): Promise<string[]> {
  const scopes = new Set<string>();
  for (const track of tracks) for (const scope of await scopesOf(tx, track)) scopes.add(scope);
  return [...scopes];
}
