/** The files of manuscripts that are not in the catalogue: for their authors, and for who may review them. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { BookFile, FindBookFile } from '../catalogue/contract.ts';

/** A file that lies on the member's desk. */
export const findManuscriptFile: FindBookFile = async (q, by, member) => {
  if (member === null || ('id' in by && !isId(by.id))) return undefined;
  const [file] = await q.query<BookFile>(
    `select f.id, f.sha256, f.bytes, m.title, encode(f.pieces, 'hex') as pieces, false as everybody
      from manuscript_file f join manuscript m on m.id = f.manuscript
      where ${'id' in by ? 'f.id' : 'f.sha256'} = $2 and f.state = 'stored'
        and exists (select from manuscript_file_desk d where d.member = $1 and d.file = f.id) limit 1`,
    [member, 'id' in by ? by.id : by.sha256],
  );
  return file;
};
