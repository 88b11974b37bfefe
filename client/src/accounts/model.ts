/** What other features may show and know of an account on this device: its preferences, the offer to install the app. */
export { setPreferences, usePreferences } from './preferences.ts';
export { InstallOffer } from './components/InstallOffer.tsx';
