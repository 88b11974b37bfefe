import { useState } from 'react';
import type { Community } from '@egoejo/shared/communities/model.ts';
import { ShowName } from '../../accounts/model.ts';
import { RefusedAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { JoinWelcome } from './JoinWelcome.tsx';
import { SignUpToJoin } from './SignUpToJoin.tsx';

function Leave({ community }: { community: Community }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    setAsking(false);
    const queued = await mutate('community.leave', { community: community.id }, community.name);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
  };
  return (
    <>
      <Button variant="plain" onClick={() => setAsking(true)}>
        {t('communities.leave')}
      </Button>
      <Confirm
        open={asking}
        title={t('communities.leave.sure', { name: community.name })}
        text={t('communities.leave.text')}
        doing={t('communities.leave')}
        onConfirm={() => void leave()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Whether the member belongs to the community, including a queued act, and buttons to join or leave. */
export function Membership({ community }: { community: Community }) {
  const t = useT();
  const who = useMember();
  const row = useRow('membership', community.id);
  const acts = useActs({ touches: { e: 'membership', id: community.id } });
  const act = acts.find((a) => !a.dismissed);
  const { queue, busy, failed } = useQueueing();
  if (who === null) return <SignUpToJoin suite={`/communautes/${community.id}`} />;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Settled state={act?.verdict === null ? act.state : undefined}>
          {row && (
            <Chip tone="leaf" icon="people">
              {t(
                row.role === 'animator'
                  ? 'communities.animator'
                  : row.moderates
                    ? 'communities.moderator'
                    : 'communities.member',
              )}
            </Chip>
          )}
        </Settled>
        {row && <Leave community={community} />}
      </div>
      {act && <RefusedAct act={act} />}
      {row && <JoinWelcome community={community} />}
      {row && <ShowName />}
      {row === null && !community.archivedAt && (
        <Button
          block
          icon="people"
          busy={busy}
          onClick={() => void queue('community.join', { community: community.id }, community.name)}
        >
          {t('communities.join')}
        </Button>
      )}
      {failed && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}
