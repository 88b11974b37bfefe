/** What other features show of what a member follows. */
export { FollowThis } from './components/FollowThis.tsx';
export { FollowToggle } from './components/FollowToggle.tsx';
