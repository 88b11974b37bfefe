import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';

/**
 * Shows `children` once the server has the community. One that was made on this device without a network is shown here
 * before the server knows it, and what only the server can answer (members, the key of a poster) must wait until then.
 */
export function OnceReceived({ community, children }: { community: string; children: ReactNode }) {
  const t = useT();
  const made = useActs({ touches: { e: 'community', id: community } }).find((act) => act.name === 'community.create');
  if (!made || made.state === 'received') return children;
  return (
    <EmptyState icon="wait" title={t('animate.community.waits')}>
      <p>{t('animate.community.waits.text')}</p>
      <p className="pt-2">
        <StateChip state={made.state} />
      </p>
    </EmptyState>
  );
}
