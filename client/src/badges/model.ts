/** What other features may use of badges. */
export { eventsToCome } from './expected.ts';
