/** What the pages of tracks show and do of shows. */
export { ShowStrip } from './components/ShowStrip.tsx';
export { useEpisodeOf, useEpisodesAmong } from './queries.ts';
export { useShowsAlong } from './use-along.ts';
