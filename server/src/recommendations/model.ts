/** What other features may use of recommendations. */
export { similarTo } from './tracks.ts';
