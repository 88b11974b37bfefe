/** What other features show of the releases that a member plans. */
export { Releases } from './components/Releases.tsx';
