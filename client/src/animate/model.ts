/** What other features may use of the animators' page. */
export { Ask } from './components/Ask.tsx';
