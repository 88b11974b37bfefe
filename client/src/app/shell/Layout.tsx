import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { lockNow } from '../../accounts/device-lock.ts';
import { useDeviceAccounts } from '../../accounts/device-accounts.ts';
import { loadDeferred, useT } from '../../i18n/locale.ts';
import { Toasts } from '../../ui/layers/toasts.tsx';
import { Frame } from './Frame.tsx';
import { useUpdate } from '../start/update.ts';
import { useShell } from '../../platform/page/shell-store.ts';

/** Needs the sync engine, so it is loaded with the engine, never before. */
const LiveStatus = lazy(() => import('./LiveStatus.tsx'));
const UpdatePrompt = lazy(async () => {
  const [{ UpdatePrompt: shown }] = await Promise.all([import('./UpdatePrompt.tsx'), loadDeferred()]);
  return { default: shown };
});
/** Only a device with an account has a lock, and such a device has the whole shell. */
const LockScreen = lazy(async () => {
  const [loaded] = await Promise.all([import('../../accounts/components/lock/LockScreen.tsx'), loadDeferred()]);
  return { default: loaded.LockScreen };
});

const LOCK_AFTER_MS = 5 * 60_000;
/** Locks a lockable account again when the app was out of sight for five minutes. */
function useLockWhenAway(): void {
  useEffect(() => {
    let hiddenAt = Infinity;
    const changed = () => {
      if (document.hidden) hiddenAt = Date.now();
      else if (Date.now() - hiddenAt > LOCK_AFTER_MS) lockNow();
    };
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
}

/** The frame of every page: skip link, page, network line, main navigation. */
export function Layout() {
  const t = useT();
  const ready = useShell((s) => s.engine === 'ready');
  const bar = useShell((s) => s.bar);
  const locked = useDeviceAccounts((s) => s.locked);
  const updated = useUpdate((s) => s.apply !== null);
  useLockWhenAway();
  return (
    <>
      <a
        href="#contenu"
        className="skip-link rounded-card bg-leaf px-4 py-2.5 font-strong text-on-leaf forced-colors:border"
      >
        {t('shell.skip')}
      </a>
      <Frame
        lines={
          <>
            {updated && (
              <Suspense>
                <UpdatePrompt />
              </Suspense>
            )}
            {ready && !locked && (
              <Suspense>
                <LiveStatus />
              </Suspense>
            )}
            {!locked && bar}
          </>
        }
      >
        {locked ? (
          <Suspense>
            <LockScreen />
          </Suspense>
        ) : (
          <Outlet />
        )}
      </Frame>
      <Toasts />
    </>
  );
}
