import { FINISHED } from '../../platform/storage/kept-books.ts';
import type { OnShelf } from '../../reading/model.ts';
import type { BookRow } from '../kept.ts';

/** How far the member is with a book. */
export const stageOf = ({ at, fraction }: Pick<BookRow, 'at' | 'fraction'>): OnShelf['stage'] =>
  at === null ? 'toRead' : fraction >= FINISHED ? 'read' : 'reading';
