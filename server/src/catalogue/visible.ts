/** Who may see a work: everybody, or those who may see its community. */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MayReadMedia } from '../media/contract.ts';
import type { Queryable } from '../platform/database/database.ts';
import { PHOTO_KEY } from '../media/model.ts';
import { bookKey, hashInKey } from './model.ts';

/** SQL: whether the member of an expression may see the work `w`. A visitor is null. */
export const visibleTo = (member: string): string =>
  `(w.community is null or community_visible(${member}::uuid, w.community))`;

export interface EditionFile {
  id: string;
  sha256: string;
  bytes: number;
  title: string;
  /** Whether everybody may fetch it. */
  everybody: boolean;
}
const FILE = `select e.id, e.sha256, e.bytes, w.title, ${visibleTo('null')} as everybody
  from edition e join work w on w.id = e.work`;

/** The edition of this id, if the member (null: a visitor) may see its work. */
export const editionById = async (q: Queryable, id: string, member: MemberId | null) =>
  isId(id)
    ? (await q.query<EditionFile>(`${FILE} where e.id = $2 and ${visibleTo('$1')}`, [member, id]))[0]
    : undefined;

/** The edition of this hash, likewise. */
export const editionByHash = async (q: Queryable, sha256: string, member: MemberId | null) =>
  hashInKey(bookKey(sha256)) === null
    ? undefined
    : (await q.query<EditionFile>(`${FILE} where e.sha256 = $2 and ${visibleTo('$1')}`, [member, sha256]))[0];

/** Covers are for those who see a work that has them. Null: the key is not that of a cover. */
export async function mayReadCover(
  ...[q, key, member]: Parameters<MayReadMedia>
): Promise<Awaited<ReturnType<MayReadMedia>> | null> {
  const name = PHOTO_KEY.exec(key)?.[1];
  if (name === undefined) return null;
  const [row] = await q.query<{ everybody: boolean; caller: boolean }>(
    `select coalesce(bool_or(${visibleTo('null')}), false) as everybody,
       coalesce(bool_or(${visibleTo('$2')}), false) as caller from work w where w.cover = $1`,
    [name, member],
  );
  return row?.everybody ? 'everybody' : row?.caller ? 'caller' : null;
}
