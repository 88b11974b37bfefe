import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { useNow } from './clock.ts';
import { RelativeTime } from './times.tsx';

/** The number of rows of a list, in words, and the age of that figure. */
export function CountWithAge({ children }: { children: ReactNode }) {
  const t = useT();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  const now = useNow();
  return (
    <p role="status" className="text-tiny text-soft">
      {children}
      {at !== null && <> · {now - at < 60_000 ? t('projects.current') : <RelativeTime at={at} />}</>}
    </p>
  );
}
