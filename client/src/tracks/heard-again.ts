/** What comes back after a restart; in the second stage, with its messages. */
export { showHeard } from './components/MiniPlayer.tsx';
