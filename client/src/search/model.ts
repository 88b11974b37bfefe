/** What other features may use of the search. */
export { useMatchingProjects } from './worker.ts';
