/** What other features may know of an account on this device: the wishes. */
export { setPreferences, usePreferences } from './preferences.ts';
