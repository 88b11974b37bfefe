/** Takes in marks from a file: the same file twice adds nothing the second time (B9). */
import { bookOfFile, type BookMark } from '@egoejo/shared/books/model.ts';
import { sha256Hex } from '@egoejo/shared/platform/sha256.ts';
import { isId, newId, type BookId, type MarkId } from '@egoejo/shared/platform/ids.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import type { OpenBook } from '../epub/open.ts';
import { readAnnotations, type NewMark } from './annotations.ts';
import type { ForeignMark } from './foreign/model.ts';
import { placeMarks } from './foreign/place.ts';
import { readForeign } from './foreign/read.ts';

const keyOf = ({ kind, cfi, text }: Pick<BookMark, 'kind' | 'cfi' | 'text'>): string =>
  JSON.stringify([kind, cfi, text.trim()]);
/** Marks of one act, and about how long they may be together, in characters. */
const MOST = { marks: 20, length: 8_000 } as const;
/** Bytes of a file. The marks of a long book have a few hundred thousand. */
const MOST_BYTES = 5_000_000;

/** Those of `given` that the book does not have, in acts that are small enough. */
export function actsOf(
  given: readonly NewMark[],
  known: readonly BookMark[],
  book: BookId,
): (NewMark & { id: MarkId })[][] {
  const ids = new Set<string>(known.filter((m) => !m.removed).map((m) => m.id));
  const removed = new Set<string>(known.filter((m) => m.removed).map((m) => m.id));
  const keys = new Set(known.filter((m) => !m.removed).map(keyOf));
  const acts: (NewMark & { id: MarkId })[][] = [];
  let length = Infinity;
  for (const mark of given) {
    if ((mark.id !== null && ids.has(mark.id)) || keys.has(keyOf(mark))) continue;
    keys.add(keyOf(mark));
    // One without an id gets the same on each device, made of a hash. One that was removed comes back as a new mark:
    // its own id stays removed.
    const own: string = isId(mark.id) ? mark.id : bookOfFile(sha256Hex(`${book}${keyOf(mark)}`));
    const id = removed.has(own) ? newId<MarkId>() : (own as MarkId);
    const size = JSON.stringify(mark).length;
    length += size;
    if (length > MOST.length || (acts.at(-1)?.length ?? MOST.marks) >= MOST.marks) {
      acts.push([]);
      length = size;
    }
    acts.at(-1)?.push({ ...mark, id });
  }
  return acts;
}

/** `bad`: no marks are in it; `large`: it is too large to be read; `other`: its marks are of other books. */
export type Taken =
  | { added: number; lost: readonly Pick<ForeignMark, 'text' | 'note'>[] }
  | { code: string }
  | 'bad'
  | 'large'
  | 'other';

/** The marks of a file, and those that have no place in this book. */
async function marksIn(
  file: string,
  title: string,
  { epub }: OpenBook,
): Promise<{ marks: NewMark[]; lost: readonly ForeignMark[] } | 'bad' | 'other'> {
  const ours = readAnnotations(file);
  if (ours) return { marks: ours, lost: [] };
  const foreign = readForeign(file, title);
  if (foreign === null || foreign === 'other') return foreign ?? 'bad';
  return placeMarks(epub, foreign);
}

/** How many marks were added, which have no place in this book, or why nothing was taken in. */
export async function importMarks(
  file: File,
  { id, title, open }: { id: BookId; title: string; open: OpenBook },
  known: readonly BookMark[],
): Promise<Taken> {
  if (file.size > MOST_BYTES) return 'large';
  const found = await marksIn(await file.text(), title, open);
  if (typeof found === 'string') return found;
  let added = 0;
  for (const marks of actsOf(found.marks, known, id)) {
    const queued = await mutate('mark.add', { book: id, marks }, title);
    if (!queued.ok) return { code: queued.error.code };
    added += marks.length;
  }
  return { added, lost: found.lost };
}
