import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActSpot, toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Reason } from '../../ui/layers/Reason.tsx';
import { useMakes, type Shown } from '../queries.ts';

/** Taking part in a challenge, or no longer; who may not reads how they can. */
export function TakePart({ shown: { challenge, part, stage } }: { shown: Shown }) {
  const t = useT();
  const membership = useRow('membership', challenge.community);
  const acts = useActs({ touches: { e: 'challengePart', id: challenge.id } });
  const [made, setMade] = useState<string | null>(null);
  const { queue, busy, failed } = useQueueing();
  const last = acts.find((a) => !a.dismissed && a.name !== 'challenge.make');
  const act = last && (last.state !== 'received' || last.key === made) ? last : null;
  if (challenge.community !== null && membership === undefined) return null;
  if (challenge.community !== null && membership === null)
    return (
      <Notice icon="people">
        {t('challenges.members')}{' '}
        <Link to="/communautes/$id" params={{ id: challenge.community }} className="font-strong text-leaf">
          {t('challenges.members.go')}
        </Link>
      </Notice>
    );
  const say = async (joins: boolean) => {
    const name = joins ? 'challenge.join' : 'challenge.leave';
    const key = await queue(name, { challenge: challenge.id }, challenge.title);
    if (key !== null) setMade(key);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 empty:hidden">
        {!part && stage !== 'late' && (
          <Button icon="plus" busy={busy} onClick={() => void say(true)}>
            {t('challenges.join')}
          </Button>
        )}
        {part && challenge.community !== null && (
          <Button variant="quiet" busy={busy} onClick={() => void say(false)}>
            {t('challenges.leave')}
          </Button>
        )}
      </div>
      <ActSpot act={act} here={challenge.id} />
      {failed && <ErrorNote what={errorText(failed)} />}
      {challenge.community !== null && <p className="text-tiny text-soft">{t('challenges.seen')}</p>}
    </div>
  );
}

/** For who made the challenge, and animators: changing it before it begins, and calling it off. */
export function Organise({ shown: { challenge, stage } }: { shown: Shown }) {
  const t = useT();
  const makes = useMakes(challenge);
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  if (!makes || challenge.state !== 'planned' || stage === 'over') return null;
  const cancel = async (reason: string) => {
    setAsking(false);
    const key = await queue('challenge.cancel', { challenge: challenge.id, reason }, challenge.title);
    if (key !== null) toastAct(key);
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {stage === 'ahead' && (
          <LinkButton
            variant="quiet"
            icon="edit"
            to="/lire/defis/{-$id}"
            params={{ id: 'nouveau' }}
            search={{ defi: challenge.id }}
          >
            {t('challenges.edit')}
          </LinkButton>
        )}
        <Button variant="grave" busy={busy} onClick={() => setAsking(true)}>
          {t('challenges.cancel')}
        </Button>
      </div>
      {failed && <ErrorNote what={errorText(failed)} />}
      <Reason
        open={asking}
        title={t('challenges.cancel.title', { title: challenge.title })}
        doing={t('challenges.cancel')}
        hint={t('challenges.cancel.hint')}
        onClose={() => setAsking(false)}
        onReason={(reason) => void cancel(reason)}
      />
    </>
  );
}
