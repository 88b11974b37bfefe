/** What other features may use of tracks. */
export { SoundsTaken } from './along/SoundsTaken.tsx';
export { TakeAlong } from './along/TakeAlong.tsx';
export { useHere } from './along/queries.ts';
export { playHere } from './components/MiniPlayer.tsx';
export { ShareChoice } from './components/ShareChoice.tsx';
export { TrackTile } from './components/TrackTile.tsx';
export { useTracks } from './queries.ts';
