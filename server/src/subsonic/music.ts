/**
 * The tracks that a member hears, as artists, albums and songs. An album is what one member put under one name; a track
 * without one is an album of its own. The ids of artists and albums are hashes, so that they stay the same.
 */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { isId, type MemberId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import { visibleTo } from '../tracks/model.ts';
import { BYTES_OF_INDEX, BYTES_OF_REFERENCE } from '../tracks/model.ts';

export interface Artist {
  id: string;
  name: string;
  albums: number;
  cover: string | null;
}
export interface Album {
  id: string;
  name: string;
  /** Null: several. */
  artist: string | null;
  artistId: string | null;
  cover: string | null;
  genre: string | null;
  songs: number;
  seconds: number;
  createdAt: string;
}
export interface Song {
  id: TrackId;
  title: string;
  artist: string;
  artistId: string;
  album: string;
  albumId: string;
  number: number | null;
  genre: string;
  cover: string | null;
  seconds: number;
  createdAt: string;
  /** Since when the member likes it; null: they do not. */
  likedAt: string | null;
  /** Of the quality that is sent unless another one is asked for; null: there is none. */
  bytes: number | null;
}

/** Whose music it is. */
export interface Of {
  db: Queryable;
  member: MemberId;
}
/** Which part of a list is read. */
export interface Part {
  count: number;
  offset: number;
}
/** What rows must fit; all of them if it is empty. */
interface Filter {
  ids?: readonly string[];
  artist?: string;
  album?: string;
  genre?: string;
  words?: readonly string[];
  /** What the member likes. */
  liked?: true;
}
const ALL: Part = { count: 10_000, offset: 0 };

/** SQL: `heard`, the tracks that the member $1 hears. */
export const HEARD = `with named as (
    select t.id, t.title, t.number, t.genre, t.cover, t.seconds, t.created_at, t.author, t.album as given,
      plain(coalesce(nullif(t.artists, ''), nullif(t.name, ''), '[Unknown Artist]')) as plain_artist,
      plain(coalesce(nullif(t.album, ''), t.title)) as plain_album, plain(t.title) as plain_title,
      coalesce(nullif(t.artists, ''), nullif(t.name, ''), '[Unknown Artist]') as artist
    from track t where ${visibleTo('$1')}),
  heard as (
    select n.*, 'ar-' || md5(n.artist) as artist_id, coalesce(nullif(n.given, ''), n.title) as album,
      'al-' || md5(case when n.given = '' then n.id::text else concat(n.author, E'\\n', n.given) end) as album_id
    from named n)`;

/** SQL with its parameters, which begin at $2. @param names in which words are looked for */
function fitting(filter: Filter, names: readonly ('artist' | 'album' | 'title')[]): { sql: string; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length + 1}`));
  };
  add(filter.ids, (p) => `h.id = any(${p}::uuid[])`);
  add(filter.artist, (p) => `h.artist_id = ${p}`);
  add(filter.album, (p) => `h.album_id = ${p}`);
  add(filter.genre, (p) => `h.genre = ${p}`);
  add(
    filter.words?.length === 0 ? undefined : filter.words?.map((word) => `%${fold(word).replace(/[\\%_]/g, '\\$&')}%`),
    (p) => `concat_ws(' ', ${names.map((name) => `h.plain_${name}`).join(', ')}) like all (${p}::text[])`,
  );
  if (filter.liked) conditions.push('exists (select from track_like l where l.member = $1 and l.track = h.id)');
  return { sql: conditions.length === 0 ? 'true' : conditions.join(' and '), values };
}

/** By name. */
export function artistsOf({ db, member }: Of, filter: Filter = {}, { count, offset } = ALL): Promise<Artist[]> {
  const { sql, values } = fitting(filter, ['artist']);
  return db.query<Artist>(
    `${HEARD} select h.artist_id as id, h.artist as name, count(distinct h.album_id)::int as albums,
        (array_agg(h.cover order by h.created_at desc) filter (where h.cover is not null))[1] as cover
      from heard h where ${sql} group by 1, 2 order by min(h.plain_artist), 1
      limit $${values.length + 2} offset $${values.length + 3}`,
    [member, ...values, count, offset],
  );
}

export const ALBUM_ORDERS = {
  newest: 'max(h.created_at) desc, 1',
  alphabeticalByName: 'min(h.plain_album), 1',
  alphabeticalByArtist: 'min(h.plain_artist), min(h.plain_album), 1',
  random: 'random()',
} as const;
export type AlbumOrder = keyof typeof ALBUM_ORDERS;

/** The albums that have a track which fits, with what all of their tracks are. */
export function albumsOf(
  { db, member }: Of,
  filter: Filter = {},
  order: AlbumOrder = 'alphabeticalByName',
  { count, offset } = ALL,
): Promise<Album[]> {
  const { sql, values } = fitting(filter, ['album', 'artist']);
  const one = 'count(distinct h.artist) = 1';
  return db.query<Album>(
    `${HEARD} select h.album_id as id, min(h.album) as name, case when ${one} then min(h.artist) end as artist,
        case when ${one} then min(h.artist_id) end as "artistId", max(nullif(h.genre, '')) as genre,
        (array_agg(h.cover order by h.number, h.title) filter (where h.cover is not null))[1] as cover,
        count(*)::int as songs, sum(h.seconds) as seconds, iso(max(h.created_at)) as "createdAt"
      from heard h where h.album_id in (select h.album_id from heard h where ${sql})
      group by h.album_id order by ${ALBUM_ORDERS[order]} limit $${values.length + 2} offset $${values.length + 3}`,
    [member, ...values, count, offset],
  );
}

/** By title, or in any order. */
export function songsOf(
  { db, member }: Of,
  filter: Filter,
  { count, offset } = ALL,
  order: 'title' | 'random' = 'title',
): Promise<Song[]> {
  const { sql, values } = fitting(filter, ['title', 'artist', 'album']);
  return db.query<Song>(
    `${HEARD}, part as (select h.* from heard h where ${sql}
        order by ${order === 'title' ? 'lower(h.title), h.id' : 'random()'}
        limit $${values.length + 2} offset $${values.length + 3})
      select h.id, h.title, h.artist, h.artist_id as "artistId", h.album, h.album_id as "albumId", h.number, h.genre,
        h.cover, h.seconds, iso(h.created_at) as "createdAt", iso(l.at) as "likedAt", s.bytes::float8 as bytes
      from part h left join track_like l on l.member = $1 and l.track = h.id
      left join lateral (
        select s.bytes + ${BYTES_OF_INDEX} + ${BYTES_OF_REFERENCE} * jsonb_array_length(s.segments) as bytes
        from track_sound s where s.track = h.id and s.quality like 'aac%'
        order by substr(s.quality, 4)::int desc limit 1) s on true
      ${order === 'title' ? 'order by lower(h.title), h.id' : ''}`,
    [member, ...values, count, offset],
  );
}

/** The most used first. */
export const genresOf = ({ db, member }: Of): Promise<{ genre: string; songs: number; albums: number }[]> =>
  db.query(
    `${HEARD} select h.genre, count(*)::int as songs, count(distinct h.album_id)::int as albums
      from heard h where h.genre <> '' group by 1 order by 2 desc, 1`,
    [member],
  );

export const countOf = async ({ db, member }: Of): Promise<number> =>
  (await db.query<{ n: number }>(`${HEARD} select count(*)::int as n from heard`, [member]))[0]?.n ?? 0;

/** The name of a cover that the member sees. @param id its own, or that of a track, an album or an artist */
export async function coverOf({ db, member }: Of, id: string): Promise<string | null> {
  const by = id.startsWith('al-') ? 'album_id' : id.startsWith('ar-') ? 'artist_id' : isId(id) ? 'id' : 'cover';
  const [found] = await db.query<{ cover: string }>(
    `${HEARD} select h.cover from heard h where h.cover is not null and h.${by} = $2
       order by h.number, h.title limit 1`,
    [member, id],
  );
  return found?.cover ?? null;
}

/** The name of a member. */
export const nameOf = async ({ db, member }: Of): Promise<string> =>
  (await db.query<{ name: string }>('select name from member where id = $1', [member]))[0]?.name || member;
