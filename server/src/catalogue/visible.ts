/** Who may see a work: everybody, or those who may see its community. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { MayReadMedia } from '../media/contract.ts';
import { PHOTO_KEY } from '../media/model.ts';
import type { BookFile, FindBookFile } from './contract.ts';
import { bookKey, hashInKey } from './keys.ts';

/** SQL: whether the member of an expression may see the work `w`. A visitor is null; nobody sees what was withdrawn. */
export const visibleTo = (member: string): string =>
  `(w.scope <> 'hidden' and (w.community is null or community_visible(${member}::uuid, w.community)))`;

/** The edition of this id or hash, if the member may see its work. */
export const editionFile: FindBookFile = async (q, by, member) => {
  const [column, value] = 'id' in by ? ['id', isId(by.id) && by.id] : ['sha256', hashInKey(bookKey(by.sha256))];
  if (value === null || value === false) return undefined;
  const [file] = await q.query<BookFile>(
    `select e.id, e.sha256, e.bytes, w.title, encode(e.pieces, 'hex') as pieces, ${visibleTo('null')} as everybody
      from edition e join work w on w.id = e.work where e.${column} = $2 and ${visibleTo('$1')}`,
    [member, value],
  );
  return file;
};

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
