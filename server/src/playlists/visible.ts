/** Who may see a playlist (L6), and in which scope it and its items are. */
import type { Queryable } from '../platform/database/database.ts';

const memberOfIt = (member: string): string =>
  `exists (select from membership m where m.member = ${member}::uuid and m.community = t.community)`;
/** SQL: whether the member of an expression may see the playlist `t` of somebody else. What is hidden nobody sees. */
export const visibleTo = (member: string): string =>
  `(not t.hidden and (t.visibility = 'public' or ${memberOfIt(member)}))`;
/** SQL: whether the member of an expression changes the items of the playlist `t` as a member of its community. */
export const togetherWith = (member: string): string => `(not t.hidden and t.together and ${memberOfIt(member)})`;

const SHOWN_IN = `case when t.visibility = 'community' then 'community:' || t.community else 'catalogue' end`;
/** SQL: the scope in which the playlist `t` belongs. 'hidden': nobody's. */
export const PLAYLIST_PLACE = `case when t.hidden or t.visibility = 'private'
    then coalesce('member:' || t.author, 'hidden') else ${SHOWN_IN} end`;

/** Moves a playlist and its items to where they belong. The caller has bumped both scopes. */
export async function moveToPlace(tx: Queryable, playlist: string): Promise<void> {
  await tx.query(`update playlist t set scope = ${PLAYLIST_PLACE} where t.id = $1 and t.scope <> ${PLAYLIST_PLACE}`, [
    playlist,
  ]);
  await tx.query(
    `update playlist_item i set scope = t.scope from playlist t
      where t.id = $1 and i.playlist = t.id and i.scope <> t.scope`,
    [playlist],
  );
}

/** The scope in which a playlist is, that of its author, and the one in which it belongs once it is shown. */
export async function scopesOf(tx: Queryable, playlist: string): Promise<string[]> {
  const rows = await tx.query<{ scope: string }>(
    `select t.scope from playlist t where t.id = $1
      union select coalesce('member:' || t.author, 'hidden') from playlist t where t.id = $1
      union select ${SHOWN_IN} from playlist t where t.id = $1 and t.visibility <> 'private' order by 1`,
    [playlist],
  );
  return rows.map((row) => row.scope);
}
