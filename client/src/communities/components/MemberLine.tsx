import type { CommunityMember, GivenRole } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Reason } from '../../ui/layers/Reason.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { DateTime } from '../../ui/text/times.tsx';

/** One member of a community: their role, and what an animator may change. */
export function MemberLine({
  community,
  communityName,
  member,
}: {
  community: CommunityId;
  communityName: string;
  member: CommunityMember;
}) {
  const t = useT();
  const me = useMember()?.member === member.id;
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const { queue, failed } = useQueueing({ several: true });
  const act = useActs({ touches: { e: 'community', id: community } }).find(
    (a) =>
      (a.name === 'community.appoint' || a.name === 'community.remove') &&
      (a.args as { member?: string }).member === member.id &&
      !a.dismissed,
  );
  const name = member.name ?? t('animate.members.nameless', { end: member.id.slice(-4) });
  const appoint = async (role: GivenRole) => {
    setOpen(false);
    await queue('community.appoint', { community, member: member.id, role }, communityName);
  };
  const remove = async (reason: string) => {
    setAsking(false);
    setOpen(false);
    await queue('community.remove', { community, member: member.id, reason }, communityName);
  };
  return (
    <li className="flex flex-wrap items-center gap-2 py-2.5">
      <span className="min-w-0 grow basis-40">
        <span className="block font-strong">{me ? t('animate.members.me') : name}</span>
        <span className="block text-tiny text-soft">
          {t('animate.members.since')} <DateTime at={member.joinedAt} dayOnly />
        </span>
      </span>
      {member.role !== 'member' && <Chip tone="leaf">{t(`animate.members.${member.role}`)}</Chip>}
      {act && (
        <StateChip state={act.state} reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined} />
      )}
      {!me && (
        <Button variant="plain" onClick={() => setOpen(true)} aria-label={t('animate.members.change.of', { name })}>
          {t('animate.members.change')}
        </Button>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Sheet open={open} onClose={() => setOpen(false)} title={name}>
        <div className="flex flex-col gap-2.5">
          {member.role !== 'animator' && (
            <Button variant="quiet" block onClick={() => void appoint('animator')}>
              {t('animate.members.promote')}
            </Button>
          )}
          {member.role !== 'moderator' && (
            <Button variant="quiet" block onClick={() => void appoint('moderator')}>
              {t('animate.members.moderate')}
            </Button>
          )}
          {member.role !== 'member' && (
            <Button variant="quiet" block onClick={() => void appoint('member')}>
              {t(member.role === 'animator' ? 'animate.members.demote' : 'animate.members.unmoderate')}
            </Button>
          )}
          <Button variant="grave" block onClick={() => setAsking(true)}>
            {t('animate.members.remove')}
          </Button>
          <p className="text-tiny text-soft">{t('animate.members.remove.text')}</p>
        </div>
      </Sheet>
      <Reason
        open={asking}
        onClose={() => setAsking(false)}
        title={t('animate.members.remove.sure', { name })}
        doing={t('animate.members.remove')}
        hint={t('animate.members.remove.hint')}
        onReason={(r) => void remove(r)}
      />
    </li>
  );
}
