/** What other features may use of the search. */
export { useMatching } from './worker.ts';
