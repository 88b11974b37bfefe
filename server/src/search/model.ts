/** What other features may use of the search. */
export { find } from './find.ts';
