import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import { startEco } from '../eco/store.ts';
import { loadCore, loadRest, storedLocale } from '../i18n/locale.ts';
import { engine } from './engine.ts';
import { useDeviceAccounts } from '../accounts/device-accounts.ts';
import { afterWarmList, startWarmList } from '../projects/warm.ts';
import { knownDevice } from './known-device.ts';
import { moveFocusOnNavigation, router } from './router.ts';
import { startTheme } from './theme.ts';

startTheme();
startEco();
moveFocusOnNavigation();

// A device that was here before has its data: open it at once. On a new one the first page asks for what it needs. When
// this fails, the page that waits for it says so.
if (knownDevice()) {
  const { current, locked } = useDeviceAccounts.getState();
  // The two places whose first screen is the best projects.
  if (!locked && (location.pathname === '/projets' || (location.pathname === '/' && current === null))) startWarmList(indexedDB, current);
  void afterWarmList().then(engine).catch(() => undefined);
}

async function start(): Promise<void> {
  const locale = storedLocale();
  // Without its pack (never fetched, no link) French shows rather than nothing.
  if (locale !== 'fr') await loadCore(locale).catch(() => undefined);
  // Every page needs the other messages: ask with the first breath. Who needs them and lacks them says so itself.
  if (knownDevice()) void afterWarmList().then(loadRest).catch(() => undefined);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(<StrictMode><RouterProvider router={router} /></StrictMode>);
}

void start();
