import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n/locale.ts';
import { Toasts } from '../ui/feedback.tsx';
import { Nav } from './Nav.tsx';
import { UpdatePrompt } from './UpdatePrompt.tsx';
import { useShell } from './shell-store.ts';

/** Needs the sync engine: loaded with it, never before. */
const LiveStatus = lazy(() => import('./LiveStatus.tsx'));

/** The frame of every page: skip link, network line, page, five places. */
export function Layout() {
  const t = useT();
  const ready = useShell((s) => s.engine === 'ready');
  return (
    <>
      <a href="#contenu" className="skip-link rounded-card bg-leaf px-4 py-2.5 font-strong text-on-leaf">{t('shell.skip')}</a>
      <div className="rail:flex">
        <Nav />
        <div className="min-w-0 flex-1 pb-[var(--thumb-bar)] rail:pb-0">
          {ready && <Suspense><LiveStatus /></Suspense>}
          <UpdatePrompt />
          <main id="contenu" tabIndex={-1} className="outline-none"><Outlet /></main>
        </div>
      </div>
      <Toasts />
    </>
  );
}
