import { useT } from '../../../i18n/locale.ts';
import { useReserved, useRow } from '../../../sync/api/rows/live.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { Chip, GrainBadge } from '../../../ui/feedback/Chip.tsx';
import { Avatar } from '../../../ui/pictures/Avatar.tsx';

/** Who the member is, and their grains. */
export function MemberHead({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const wallet = useRow('wallet', member);
  const reserved = useReserved();
  return (
    <Card className="flex flex-wrap items-center gap-3">
      <Avatar path={profile?.avatar ?? null} name={profile?.name ?? ''} />
      <div className="min-w-[min(7em,100%)] flex-1">
        <h2 className="text-head">{profile?.name ?? '…'}</h2>
        <p className="text-tiny wrap-anywhere text-soft">{profile?.email}</p>
        {profile && !profile.emailConfirmed && (
          <Chip tone="wait" icon="warning">
            {t('accounts.me.unconfirmed')}
          </Chip>
        )}
      </div>
      <div className="text-end">
        {wallet && <GrainBadge grains={wallet.balance} />}
        {reserved > 0 && <p className="mt-1 text-tiny text-soft">{t('accounts.me.reserved', { n: reserved })}</p>}
      </div>
    </Card>
  );
}
