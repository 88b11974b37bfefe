/** What the pages of tracks show of playlists and likes. */
export { AddToList } from './components/AddToList.tsx';
export { LikeButton } from './components/LikeButton.tsx';
export { PlaylistStrip } from './components/PlaylistStrip.tsx';
