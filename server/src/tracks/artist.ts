/** What an artist's page tells of the member whose tracks it lists (L8). */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { ArtistProfile } from '@egoejo/shared/tracks/model.ts';
import { shownTo } from '../accounts/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { visibleTo } from './visible.ts';

/**
 * What the artist lets this caller (null: a visitor) see of their profile. It is empty if the caller hears no track of
 * theirs, so that the answer does not tell whether that member exists.
 */
export async function artistSeenBy(q: Queryable, artist: string, caller: MemberId | null): Promise<ArtistProfile> {
  const nothing: ArtistProfile = { bio: '', place: '', avatar: null };
  if (!isId(artist)) return nothing;
  const same = `(m.id = $2 or exists (select from membership a join membership b using (community)
    where a.member = m.id and b.member = $2))`;
  const [row] = await q.query<ArtistProfile>(
    `select coalesce(${shownTo('m', 'bio', same)}, '') as bio, coalesce(${shownTo('m', 'place', same)}, '') as place,
       ${shownTo('m', 'avatar', same)} as avatar
     from member m where m.id = $1 and exists (select from track t where t.author = m.id and not t.given
       and ${visibleTo(`(select id from member where id = $2 and status = 'active')`)})`,
    [artist, caller],
  );
  return row ?? nothing;
}
