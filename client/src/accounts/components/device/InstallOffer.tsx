import { lazy, Suspense, type ComponentType } from 'react';
import { useInstallResting, useInstallWay } from '../../../platform/device/install.ts';
import type { InstallProps } from './InstallCard.tsx';
import { useActs } from '../../../sync/api/acts/activity.ts';

const InstallCard = lazy((): Promise<{ default: ComponentType<InstallProps> }> =>
  import('./InstallCard.tsx').then(
    (m) => ({ default: m.InstallCard }),
    // Without a network the card waits for another day.
    () => ({ default: () => null }),
  ),
);

/**
 * Offers to install the app at a good moment: once the member has acted, so that it is worth keeping. On iOS at once,
 * before the first act: there, Safari deletes what a site keeps after seven days without a visit.
 * @param asked the member is where one looks for it: it shows even when they put it off, or have not acted.
 */
export function InstallOffer({ asked = false }: { asked?: boolean }) {
  const way = useInstallWay();
  const resting = useInstallResting();
  const acted = useActs().length > 0;
  const timely = !resting && (way === 'ios' || acted);
  if (way === null || !(asked || timely)) return null;
  return (
    <Suspense fallback={null}>
      <InstallCard way={way} asked={asked} />
    </Suspense>
  );
}
