/** What other features show of notifications. */
export { Bell } from './components/Bell.tsx';
export { useUnread } from './queries.ts';
