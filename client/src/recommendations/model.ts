/** What other features use of recommendations. */
export { refuse } from './refuse.tsx';
