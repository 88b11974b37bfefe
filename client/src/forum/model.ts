/** What other features use of topics. */
export { usePosts, type Posts } from './queries.ts';
