/** What other features show of what was heard, and the tracks that a member added. */
export { WaysToPlays } from './components/WaysToPlays.tsx';
export { useOwnTracks } from './queries.ts';
