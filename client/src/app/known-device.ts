/** Whether this device was here before: then its database has something to show at once, without any network. */
const STORED = 'egoejo.known';

export const knownDevice = (): boolean => localStorage.getItem(STORED) !== null;
/** Called when a database of this device holds its first rows. */
export const rememberDevice = (): void => localStorage.setItem(STORED, '1');
