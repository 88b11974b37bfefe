/**
 * Whether a page of books was ever opened on this device. If so, Lire loads the code of books at every eco level. If
 * not, the levels that fetch only what is opened load it when somebody opens the books.
 */
import { local } from './local.ts';
import { keepLocally } from './quota-error.ts';

const STORED = 'egoejo.books';

export const usedBooks = (): boolean => local().getItem(STORED) !== null;
export const rememberBooks = (): void => keepLocally(STORED, '1');
