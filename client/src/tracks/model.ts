/** What other features may use of tracks. */
export { takeNew } from './along/along.ts';
export { SoundsTaken } from './along/SoundsTaken.tsx';
export { TakeAlong } from './along/TakeAlong.tsx';
export { useHere, useWithAlong } from './along/queries.ts';
export { Chapters } from './components/Chapters.tsx';
export { playHere } from './components/MiniPlayer.tsx';
export { PlayButton } from './components/PlayButton.tsx';
export { ShareChoice } from './components/ShareChoice.tsx';
export { ShareFields, useShare, useShareIn, type Shared } from './components/ShareFields.tsx';
export { TrackCover } from './components/TrackCover.tsx';
export { TrackTile } from './components/TrackTile.tsx';
export { usePlaces, useTracks } from './queries.ts';
