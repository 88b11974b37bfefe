/** What other features use of follows: by what a work is followed. */
export { followIdsOf } from '@egoejo/shared/follows/of-work.ts';
