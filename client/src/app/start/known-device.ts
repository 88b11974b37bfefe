/**
 * Whether the app was used on this device before: its database then has something to show at once, without any network.
 */
import { keepLocally } from '../../platform/storage/quota-error.ts';
import { local } from '../../platform/storage/local.ts';

const STORED = 'egoejo.known';

export const knownDevice = (): boolean => local().getItem(STORED) !== null;
/** Called when a database on this device holds its first rows. */
export const rememberDevice = (): void => keepLocally(STORED, '1');
