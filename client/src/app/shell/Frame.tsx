import type { ReactNode } from 'react';
import { Nav } from './Nav.tsx';

/** Navigation and page, and `lines` below the page. bundling/first-page.ts draws it before the app runs. */
export const Frame = ({ children, lines }: { children: ReactNode; lines?: ReactNode }) => (
  <div className="rail:flex">
    <Nav />
    <div className="flex min-h-dvh min-w-0 flex-1 flex-col pb-[var(--thumb-bar)] rail:pb-0">
      <main id="contenu" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      {/* Always in sight: a line that appears moves nothing under the finger. */}
      <div className="status-lines sticky bottom-[var(--thumb-bar)] z-20 rail:bottom-0">{lines}</div>
    </div>
  </div>
);
