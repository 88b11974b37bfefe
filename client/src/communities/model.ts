/** What other features may use of communities: the one whose tools are open, the member's own, and who animates one. */
export { choose, useChosen } from './chosen.ts';
export { useOwnCommunities } from './own-communities.ts';
export { useTends } from './queries.ts';
