/** What other features may use of communities: the one whose tools are open. */
export { choose, useChosen } from './chosen.ts';
