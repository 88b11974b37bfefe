/** What other features may show and know of an account on this device: its preferences, the questions it asks. */
export { setPreferences, usePreferences } from './preferences.ts';
export { ShowName } from './components/me/ShowName.tsx';
export { InstallOffer } from './components/device/InstallOffer.tsx';
