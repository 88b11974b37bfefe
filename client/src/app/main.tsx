import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import { startEco } from '../eco/store.ts';
import { loadCore, loadDeferred, firstLanguage } from '../i18n/locale.ts';
import { engine } from './start/engine.ts';
import { useDeviceAccounts } from '../accounts/device-accounts.ts';
import { afterPreloadedList, startPreloadedList } from '../projects/preloaded-list.ts';
import { knownDevice } from './start/known-device.ts';
import { moveFocusOnNavigation, router } from './routes/router.ts';
import { listenForInstall } from '../platform/device/install.ts';
import { startTextSize } from '../platform/device/text-size.ts';
import { startTheme } from '../platform/device/theme.ts';
import { startFirstFault } from '../ui/forms/first-fault.ts';

listenForInstall();
startTheme();
startTextSize();
startEco();
moveFocusOnNavigation();
startFirstFault();

// A device that was used before has data, so its database is opened at once. On a new device the first page requests
// what it needs. If this fails, the page that waits for it reports the failure.
if (knownDevice()) {
  const { current, locked } = useDeviceAccounts.getState();
  // The two pages whose first screen shows the best projects.
  if (!locked && (location.pathname === '/projets' || (location.pathname === '/' && current === null)))
    startPreloadedList(globalThis.indexedDB, current);
  void afterPreloadedList()
    .then(engine)
    .catch(() => undefined);
}

async function start(): Promise<void> {
  const language = firstLanguage();
  // Without the language pack (never fetched, no network) French is shown rather than nothing.
  if (language !== 'fr') await loadCore(language).catch(() => undefined);
  // Every page needs the other messages, so they are requested early. A page that needs them and lacks them reports
  // that itself.
  if (knownDevice())
    void afterPreloadedList()
      .then(loadDeferred)
      .catch(() => undefined);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}

void start();
