/** Names of the catalogue's files in the store of media. */

/** The key of a book's file. */
export const bookKey = (sha256: string): string => `books/${sha256}.epub`;
const BOOK_KEY = /^books\/([0-9a-f]{64})\.epub$/;

/** The hash in a key of a book's file; null: the key is of another kind. */
export const hashInKey = (key: string): string | null => BOOK_KEY.exec(key)?.[1] ?? null;
