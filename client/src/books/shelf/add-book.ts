/** Takes in a file of this device as a book: looked through first, kept whole or not at all. */
import { openBook } from '../epub/open.ts';
import { BookFault } from '../errors.ts';
import { inMemory } from '../pieces.ts';
import { keepBook } from '../store.ts';

/** A larger file would not fit into the memory of a small phone while it is checked. */
const MOST_BYTES = 100 * 1024 * 1024;

/**
 * @returns the book's id
 * @throws BookFault when it is no book that can be read here; nothing is kept then
 */
export async function addBook(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new BookFault('too_large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const book = await openBook(inMemory(bytes), () => '');
  const { title, authors, language } = book;
  book.close();
  return keepBook(bytes, { title, authors, language });
}
