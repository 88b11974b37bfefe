import { lazy, Suspense, useState, type ComponentType } from 'react';
import { loadStaff } from '../../i18n/locale.ts';
import { local } from '../../platform/local.ts';
import { keepLocally } from '../../platform/quota-error.ts';
import { useRow } from '../../sync/api/live.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Filling } from '../../ui/Filling.tsx';
import type { BeginningsProps } from './BeginningsCard.tsx';

const BeginningsCard = lazy((): Promise<{ default: ComponentType<BeginningsProps> }> =>
  Promise.all([import('./BeginningsCard.tsx'), loadStaff()]).then(
    ([m]) => ({ default: m.BeginningsCard }),
    // Without a network on a device that never had it: it comes another day.
    () => ({ default: () => null }),
  ),
);

/** Stored when this administrator is through with them. */
const overOf = (member: string): string => `egoejo.begun.${member}`;

/** For administrators: what is left to do until a new installation is a community. Then, or when hidden, nothing. */
export function Beginnings({ member }: { member: string }) {
  const profile = useRow('profile', member);
  const synced = useSyncStatus((s) => s.lastExchangeAt !== null);
  const [shown, setShown] = useState(() => local().getItem(overOf(member)) === null);
  if (!shown || !profile?.roles.includes('administrator')) return null;
  return (
    <Suspense fallback={<Filling />}>
      <BeginningsCard
        synced={synced}
        onOver={() => {
          keepLocally(overOf(member), '1');
          setShown(false);
        }}
      />
    </Suspense>
  );
}
