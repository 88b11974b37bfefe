import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { actNotes } from '../../activity/line.ts';
import { errorText, useLocale, useT } from '../../i18n/locale.ts';
import { duration } from '../../i18n/when.ts';
import { dismiss } from '../../sync/activity.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { useLastVote } from '../queries.ts';

/** Where the member's vote is: on this device, counted, or refused and why. Never unsure (6-client). */
export function VoteState({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const locale = useLocale();
  const last = useLastVote(poll.id);
  const now = useNow();
  const left = Date.parse(poll.closesAt) - now;
  if (last?.state === 'refused' && last.verdict?.status === 'rejected') {
    return (
      <ErrorNote
        what={t('polls.state.refused')} safe={errorText(last.verdict)}
        action={<Button variant="quiet" onClick={() => void dismiss(last.key)}>{t('activity.dismiss')}</Button>}
      />
    );
  }
  if (last !== null && last.verdict === null) {
    if (last.name === 'poll.withdrawVote') return <Notice icon="wait" tone="wait">{t('polls.state.withdrawing')}</Notice>;
    return <Notice icon="wait" tone="wait">{left > 0 ? t('polls.state.queued', { left: duration(locale, left) }) : t('polls.state.queuedLate')}</Notice>;
  }
  if (cast === null) return null;
  const notes = last ? actNotes(t, last) : [];
  return (
    <Notice icon="ok" tone="leaf">
      <p>{t('polls.state.counted')}{cast.grains > 0 && ` ${t('polls.state.grains', { n: cast.grains })}`}</p>
      {notes.map((n) => <p key={n}>{n}</p>)}
    </Notice>
  );
}

/** S11: a vote that arrives after closing is refused. Said before voting, when there is no link; once queued, its own line says it. */
export function DeadlineWarning({ poll }: { poll: Poll }) {
  const t = useT();
  const locale = useLocale();
  const offline = useSyncStatus((s) => s.online === 'no' || s.phase === 'waiting');
  const left = Date.parse(poll.closesAt) - useNow();
  const queued = useLastVote(poll.id)?.verdict === null;
  if (!offline || queued || left <= 0) return null;
  return <Notice icon="offline" tone="wait">{t('polls.deadline', { left: duration(locale, left) })}</Notice>;
}
