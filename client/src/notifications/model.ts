/** What other features show of notifications. */
export { Bell } from './components/Bell.tsx';
export { useToDecide } from './to-decide.ts';
export { useUnread } from './queries.ts';
