import { lazy, Suspense, useState, type ComponentType } from 'react';
import { loadStaff } from '../../i18n/locale.ts';
import { local } from '../../platform/storage/local.ts';
import { keepLocally } from '../../platform/storage/quota-error.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { Filling } from '../../ui/feedback/Filling.tsx';
import type { BeginningsProps } from './BeginningsCard.tsx';

const BeginningsCard = lazy((): Promise<{ default: ComponentType<BeginningsProps> }> =>
  Promise.all([import('./BeginningsCard.tsx'), loadStaff()]).then(
    ([m]) => ({ default: m.BeginningsCard }),
    // This part of the app could not be fetched without a network. Accueil asks again the next time it is opened.
    () => ({ default: () => null }),
  ),
);

/** The key that is stored once this administrator has done all steps or hidden the card. */
const overOf = (member: string): string => `egoejo.begun.${member}`;

/**
 * Shows an administrator of a new installation the steps that are left until it is a community. Shows nothing once all
 * are done or the card was hidden.
 */
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
