import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/activity.ts';
import { useMember } from '../../sync/api/session.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { ErrorNote } from '../../ui/feedback.tsx';
import { SignUpToJoin } from './SignUpToJoin.tsx';

/** Joining by an invitation poster a community that is not on this device: a private one, or one not pulled yet. */
export function Invited({ id, cle, par }: { id: string; cle: string; par: string | undefined }) {
  const t = useT();
  const who = useMember();
  const act = useActs({ touches: { e: 'membership', id } }).find((a) => !a.dismissed);
  const { queue, busy, failed } = useQueueing();
  if (who === null) return <SignUpToJoin id={id} cle={cle} par={par} />;
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-head">{t('communities.invited')}</h2>
      <p>{t('communities.invited.text')}</p>
      {act && (
        <p>
          <StateChip
            state={act.state}
            reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined}
          />
        </p>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      {(!act || act.state === 'refused') && (
        <Button
          block
          icon="people"
          busy={busy}
          onClick={() => void queue('community.join', { community: id as CommunityId, invitation: cle })}
        >
          {t('communities.join')}
        </Button>
      )}
    </Card>
  );
}
