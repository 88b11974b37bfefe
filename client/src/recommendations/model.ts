/** What other features show of recommendations. */
export { ForYou } from './components/ForYou.tsx';
