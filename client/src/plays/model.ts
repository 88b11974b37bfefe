/** The ways from the pages of tracks to what was heard. */
export { WaysToPlays } from './components/WaysToPlays.tsx';
