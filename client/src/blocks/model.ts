/** What other features show of whom a member blocked. */
export { BlockButton } from './components/BlockButton.tsx';
export { useBlocked } from './queries.ts';
