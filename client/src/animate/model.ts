/** What other features may use of the animators' page. */
export { useAnimated } from './queries.ts';
export { Ask } from './components/Ask.tsx';
