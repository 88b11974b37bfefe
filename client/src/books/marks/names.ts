/** How a book is named to the server and to the member's other devices. */
import { bookOfFile } from '@egoejo/shared/books/model.ts';
import { isId, type BookId } from '@egoejo/shared/platform/ids.ts';

/** A row of this device; `work`: the work of the catalogue that it is, where that is known. */
export interface Named {
  file: string;
  work?: string | null;
}
/** The names under which a book may have marks and places, the one for new ones first: its work, then its file. */
export function namesOf({ file, work }: Named): [BookId, ...BookId[]] {
  const own = bookOfFile(file);
  return isId(work) ? [work as BookId, own] : [own];
}
