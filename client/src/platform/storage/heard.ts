import { local } from './local.ts';

/** Under this name the device keeps what was heard last. */
export const HEARD = 'egoejo.heard';
/** Whether something was heard here and not closed: the player then comes back with the app. */
export const wasHeard = (): boolean => local().getItem(HEARD) !== null;
