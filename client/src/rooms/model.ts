/** What other features show of rooms and conversations. */
export { useUnreadMessages } from './unread.ts';
