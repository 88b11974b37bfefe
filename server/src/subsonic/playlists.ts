/** The playlists that a member sees, with those of their tracks that the member hears. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { playlistVisibleTo } from '../playlists/model.ts';
import { HEARD, songsOf, type Of, type Song } from './music.ts';

export interface List {
  id: string;
  name: string;
  comment: string;
  owner: string | null;
  shared: boolean;
  songs: number;
  seconds: number;
  createdAt: string;
  changedAt: string;
  cover: string | null;
}
const MOST_LISTS = 1000;
const ORDER = 'coalesce(t.author = $1, false) desc, lower(t.title), t.id';

/** The member's own first, then by title. @param id of one of them; null: all */
export const listsOf = ({ db, member }: Of, id: string | null = null): Promise<List[]> =>
  db.query<List>(
    `${HEARD}, lists as (select t.* from playlist t
        where (t.author = $1 or ${playlistVisibleTo('$1')}) and ($2::uuid is null or t.id = $2)
        order by ${ORDER} limit ${MOST_LISTS})
      select t.id, t.title as name, t.text as comment, t.name as owner, t.visibility <> 'private' as shared,
        count(h.id)::int as songs, coalesce(sum(h.seconds), 0) as seconds, iso(t.created_at) as "createdAt",
        iso(greatest(t.created_at, max(i.added_at))) as "changedAt",
        (array_agg(h.cover order by i.order_key) filter (where h.cover is not null))[1] as cover
      from lists t left join playlist_item i on i.playlist = t.id left join heard h on h.id = i.track
      group by t.id, t.title, t.text, t.name, t.visibility, t.created_at, t.author order by ${ORDER}`,
    [member, id],
  );

/** A playlist that the member sees, with its tracks in their order. */
export async function listOf(of: Of, id: string): Promise<{ list: List; songs: Song[] } | null> {
  const [list] = isId(id) ? await listsOf(of, id) : [];
  if (!list) return null;
  const items = await of.db.query<{ track: string }>(
    'select track from playlist_item where playlist = $1 order by order_key, id',
    [id],
  );
  const places = new Map(items.map(({ track }, i) => [track, i]));
  const songs = await songsOf(of, { ids: [...places.keys()] });
  return { list, songs: songs.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)) };
}
