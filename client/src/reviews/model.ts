/** What other features show of reviews. */
export { Reviews } from './components/Reviews.tsx';
