/** What other features may use of publishing. */
export { TOLD as REVIEWERS_TOLD } from './desks.ts';
