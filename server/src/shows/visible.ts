/** Who may see a show and its episodes (L7), and in which scope they are. */
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { MayReadMedia } from '../media/contract.ts';
import { PHOTO_KEY } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { trackScopes, shareTracks } from '../tracks/model.ts';

/** SQL: whether the member of an expression may see the show `t` of somebody else. What is hidden nobody sees. */
export const visibleTo = (member: string): string =>
  `(not t.hidden and t.state = 'ready' and (t.visibility = 'public'
    or exists (select from membership m where m.member = ${member}::uuid and m.community = t.community)))`;

const SHOWN_IN = `case when t.visibility = 'community' then 'community:' || t.community else 'catalogue' end`;
/** SQL: the scope in which the show `t` belongs. 'hidden': nobody's. */
export const SHOW_PLACE = `case when t.hidden or t.state <> 'ready' or t.visibility = 'private'
    then coalesce('member:' || t.author, 'hidden') else ${SHOWN_IN} end`;

/**
 * Moves a show, its episodes and the tracks made of them to where they belong: while moderators hide the show, its
 * tracks are its author's alone. The caller has bumped the scopes.
 */
export async function moveToPlace(tx: Queryable, show: string): Promise<void> {
  await tx.query(`update show t set scope = ${SHOW_PLACE} where t.id = $1 and t.scope <> ${SHOW_PLACE}`, [show]);
  await tx.query(
    `update episode e set scope = t.scope from show t where t.id = $1 and e.show = t.id and e.scope <> t.scope`,
    [show],
  );
  const [row] = await tx.query<{ visibility: 'private' | 'community' | 'public'; community: CommunityId | null }>(
    `select case when hidden then 'private' else visibility end as visibility,
       case when hidden then null else community end as community from show where id = $1`,
    [show],
  );
  if (row) await shareTracks(tx, await tracksOf(tx, show), row.visibility, row.community);
}

/** The tracks that were made of the episodes of a show. */
export const tracksOf = async (tx: Queryable, show: string): Promise<string[]> =>
  (await tx.query<{ track: string }>('select track from episode where show = $1 and track is not null', [show])).map(
    ({ track }) => track,
  );

/** The scopes of a show and its tracks, that of its author, and the one in which it belongs once it is shown. */
export async function scopesOf(tx: Queryable, show: string): Promise<string[]> {
  const rows = await tx.query<{ scope: string }>(
    `select t.scope from show t where t.id = $1
      union select coalesce('member:' || t.author, 'hidden') from show t where t.id = $1
      union select ${SHOWN_IN} from show t where t.id = $1 and t.visibility <> 'private'`,
    [show],
  );
  const scopes = [...rows.map((row) => row.scope), ...(await trackScopes(tx, await tracksOf(tx, show)))];
  return [...new Set(scopes)].toSorted();
}

/** A cover is for those who see a show that has it. */
export const mayReadShowCover: MayReadMedia = async (q, key, member) => {
  const name = PHOTO_KEY.exec(key)?.[1];
  if (name === undefined) return 'nobody';
  const [row] = await q.query<{ everybody: boolean; caller: boolean }>(
    `select coalesce(bool_or(${visibleTo('null')}), false) as everybody,
       coalesce(bool_or(t.author = $2::uuid or ${visibleTo('$2')}), false) as caller from show t where t.cover = $1`,
    [name, member],
  );
  return row?.everybody ? 'everybody' : row?.caller ? 'caller' : 'nobody';
};
