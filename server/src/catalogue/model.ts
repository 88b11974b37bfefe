/** What other features may use of the catalogue: judging a file as a book, storing it, and writing a work of it. */
export { writeBook, type Writing } from './add-book.ts';
export { storeCover } from './covers.ts';
export { DamagedEntry, openArchive } from './epub/archive.ts';
export { readEpub } from './epub/read.ts';
export { checkInThread } from './epub/check/check-in-thread.ts';
export { bookKey } from './keys.ts';
export { partialMd5OfFile } from './partial-md5.ts';
export { hashFile } from './pieces.ts';
export { editionOf, workOf } from './record.ts';
