/**
 * Whether the app was used on this device before: its database then has something to show at once, without any network.
 */
const STORED = 'egoejo.known';

export const knownDevice = (): boolean => localStorage.getItem(STORED) !== null;
/** Called when a database on this device holds its first rows. */
export const rememberDevice = (): void => localStorage.setItem(STORED, '1');
