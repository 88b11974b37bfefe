import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Sanctioned } from '../../moderation/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { AvatarPart } from '../components/me/AvatarPart.tsx';
import { MyGroups } from '../components/me/MyGroups.tsx';
import { ProfileForm } from '../components/me/ProfileForm.tsx';

/** What others may see of the member, field by field; private by default. */
export function ProfilePage() {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  return (
    <Page title={t('accounts.profile.title')} back="/moi">
      {profile === null && <Notice icon="offline">{t('saka.silo.unknownText')}</Notice>}
      {profile && <Sanctioned subject={profile.id} />}
      {profile && <LastChange member={profile.id} />}
      {profile && <AvatarPart profile={profile} />}
      {profile && <MyGroups groups={profile.groups} />}
      {profile && <ProfileForm key={profile.id} profile={profile} />}
    </Page>
  );
}

/** The state of the last change of the profile, until it is received. */
function LastChange({ member }: { member: string }) {
  const [last] = useActs({ touches: { e: 'profile', id: member } });
  if (!last || last.state === 'received' || last.dismissed) return null;
  const reason = last.verdict?.status === 'rejected' ? errorText(last.verdict) : undefined;
  return (
    <p>
      <StateChip state={last.state} reason={reason} />
    </p>
  );
}
