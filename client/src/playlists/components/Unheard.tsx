import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';

/** A track that this member cannot hear: it was removed, is not shared with them, or has not come to this device. */
export function Unheard({ children }: { children: ReactNode }) {
  const t = useT();
  return (
    <div className="flex min-h-14 items-center gap-2.5 rounded-card border border-line bg-sunk p-1.5 ps-3.5">
      <p className="min-w-0 flex-1 text-small text-soft">{t('playlists.unheard')}</p>
      {children}
    </div>
  );
}
