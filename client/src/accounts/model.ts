/** What other features may know of an account on this device: its preferences. */
export { setPreferences, usePreferences } from './preferences.ts';
