/** Who may see and hear a track (L1), and in which scope its row is. */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MayReadMedia } from '../media/contract.ts';
import { PHOTO_KEY } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';

/**
 * SQL: whether the member of an expression may hear the track `t`. A visitor is null. What moderators hide nobody
 * hears. A track of a community is for its members, even if the community is public.
 */
export const visibleTo = (member: string): string =>
  `(not t.hidden and t.state = 'ready' and (t.visibility = 'public' or t.author = ${member}::uuid
    or exists (select from membership m where m.member = ${member}::uuid and m.community = t.community)))`;

/** SQL: whether the member of an expression knows of the track `t`: they may hear it, or added it. */
export const knownTo = (member: string): string => `(t.author = ${member}::uuid or ${visibleTo(member)})`;

/** SQL: the scope in which the track `t` belongs. 'hidden': nobody's. */
export const PLACE = `case when t.hidden or t.state <> 'ready' or t.visibility = 'private'
    then coalesce('member:' || t.author, 'hidden')
  when t.visibility = 'community' then 'community:' || t.community else 'catalogue' end`;

/** Moves the row of a track to where it belongs. The caller has bumped both scopes. */
export const moveToPlace = (tx: Queryable, track: string): Promise<unknown> =>
  tx.query(`update track t set scope = ${PLACE} where t.id = $1 and t.scope <> ${PLACE}`, [track]);

/** The scope in which a track is and the one in which it belongs once it is ready and shown. */
export async function scopesOf(tx: Queryable, track: string): Promise<string[]> {
  const rows = await tx.query<{ scope: string }>(
    `select t.scope from track t where t.id = $1
      union select coalesce('member:' || t.author, 'hidden') from track t where t.id = $1
      union select case when t.visibility = 'community' then 'community:' || t.community else 'catalogue' end
        from track t where t.id = $1 and t.visibility <> 'private' order by 1`,
    [track],
  );
  return rows.map((row) => row.scope);
}

/** A track that this member may hear. */
interface Heard {
  id: string;
  seconds: number;
  peaks: string;
  /** Whether everybody may hear it. */
  everybody: boolean;
}
/** The track, if the member (null: a visitor) may hear it. Who is banned may, as a visitor does, hear what is public. */
export async function heardBy(q: Queryable, id: string, member: MemberId | null): Promise<Heard | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await q.query<Heard>(
    `select t.id, t.seconds, t.peaks, ${visibleTo('null')} as everybody from track t
      where t.id = $2 and ${visibleTo(`(select id from member where id = $1 and status = 'active')`)}`,
    [member, id],
  );
  return row;
}

/** A cover is for those who see a track that has it. */
export const mayReadTrackCover: MayReadMedia = async (q, key, member) => {
  const name = PHOTO_KEY.exec(key)?.[1];
  if (name === undefined) return 'nobody';
  const [row] = await q.query<{ everybody: boolean; caller: boolean }>(
    `select coalesce(bool_or(${visibleTo('null')}), false) as everybody,
       coalesce(bool_or(${visibleTo('$2')}), false) as caller from track t where t.cover = $1`,
    [name, member],
  );
  return row?.everybody ? 'everybody' : row?.caller ? 'caller' : 'nobody';
};
