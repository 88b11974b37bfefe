import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { answers, freePlaces, type Answer, type Meeting } from '@egoejo/shared/meetings/model.ts';
import { ActSpot } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';

const chosen = 'aria-pressed:border-leaf aria-pressed:bg-leaf aria-pressed:text-on-leaf';

function Buttons({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const mine = useRow('meetingAnswer', meeting.id);
  const acts = useActs({ touches: { e: 'meetingAnswer', id: meeting.id } });
  const [made, setMade] = useState<string | null>(null);
  const { queue, busy, failed } = useQueueing();
  if (mine === undefined) return null;
  const last = acts.find((a) => !a.dismissed);
  const shown = last && (last.state !== 'received' || last.key === made) ? last : null;
  const full = freePlaces(meeting) === 0 && mine?.answer !== 'yes';
  const say = async (answer: Answer) => {
    if (busy || answer === mine?.answer) return;
    const key = await queue('meeting.answer', { meeting: meeting.id, answer }, meeting.title);
    if (key !== null) setMade(key);
  };
  return (
    <div className="flex flex-col gap-2 pt-2">
      <h2 className="text-head">{t('meetings.ask')}</h2>
      <div role="group" aria-label={t('meetings.ask')} className="flex gap-2">
        {answers.map((answer) => (
          <button
            key={answer}
            type="button"
            aria-pressed={mine?.answer === answer}
            aria-disabled={busy || undefined}
            className={`inline-flex min-h-12 flex-1 items-center justify-center gap-1.5 rounded-card border-[1.5px] border-edge bg-surface px-2 text-small font-strong ${chosen}`}
            onClick={() => void say(answer)}
          >
            {mine?.answer === answer && <Icon name="ok" className="size-5 flex-none" />}
            {t(`meetings.answer.${answer}`)}
          </button>
        ))}
      </div>
      <ActSpot act={shown} here={meeting.id} />
      {full && <Notice icon="people">{t('meetings.full.hint')}</Notice>}
      {failed && <ErrorNote what={errorText(failed)} />}
      <p className="text-tiny text-soft">{t('meetings.seen')}</p>
    </div>
  );
}

/** Whether the member comes; who may not answer reads how they can. */
export function AnswerMeeting({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const who = useMember();
  const membership = useRow('membership', meeting.community);
  if (who === null)
    return (
      <LinkButton to="/connexion" search={{ suite: `/rencontres/${meeting.id}` }}>
        {t('meetings.signIn')}
      </LinkButton>
    );
  if (membership === undefined) return null;
  if (membership === null)
    return (
      <Notice icon="people">
        {t('meetings.join')}{' '}
        <Link to="/communautes/$id" params={{ id: meeting.community }} className="font-strong text-leaf">
          {t('meetings.join.go')}
        </Link>
      </Notice>
    );
  return <Buttons meeting={meeting} />;
}
