/** What other features show of the ways in which a member is told. */
export { Channels } from './components/Channels.tsx';
