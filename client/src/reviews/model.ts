/** What other features show of reviews. */
export { Mean, Reviews } from './components/Reviews.tsx';
