/** What other features use of clubs. */
export { useReadUpTo } from './queries.ts';
