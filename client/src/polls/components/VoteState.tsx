import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { actNotes } from '../../activity/line.ts';
import { errorText, useLocale, useT } from '../../i18n/locale.ts';
import { duration } from '../../i18n/when.ts';
import { dismiss } from '../../sync/api/activity.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { useLastVote } from '../queries.ts';
import { withdraws } from '../votes-at-risk.ts';
import { ReceiptButton } from './ReceiptButton.tsx';

/** The state of the member's vote, so that it is never in doubt: stored on this device, counted, or refused and why. */
export function VoteState({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const locale = useLocale();
  const last = useLastVote(poll.id);
  const now = useNow();
  const left = Date.parse(poll.closesAt) - now;
  if (last?.state === 'refused' && last.verdict?.status === 'rejected') {
    return (
      <ErrorNote
        what={t('polls.state.refused')}
        safe={errorText(last.verdict)}
        action={
          <Button variant="quiet" onClick={() => void dismiss(last.key)}>
            {t('activity.dismiss')}
          </Button>
        }
      />
    );
  }
  if (last !== null && last.verdict === null) {
    if (withdraws(last))
      return (
        <Notice icon="wait" tone="wait">
          {t('polls.state.withdrawing')}
        </Notice>
      );
    return (
      <Notice icon="wait" tone="wait">
        {left > 0 ? t('polls.state.queued', { left: duration(locale, left) }) : t('polls.state.queuedLate')}
      </Notice>
    );
  }
  if (cast === null) return null;
  const notes = last ? actNotes(t, last) : [];
  return (
    <>
      <Notice icon="ok" tone="leaf">
        <p>
          {t('polls.state.counted')}
          {cast.grains > 0 && ` ${t('polls.state.grains', { n: cast.grains })}`}
        </p>
        {notes.map((n) => (
          <p key={n}>{n}</p>
        ))}
      </Notice>
      <ReceiptButton poll={poll} cast={cast} act={last} />
    </>
  );
}

/**
 * Warns that a vote arriving after closing is refused (S11). Shown before voting, when there is no network; once a vote
 * is queued, its own line says so.
 */
export function DeadlineWarning({ poll }: { poll: Poll }) {
  const t = useT();
  const locale = useLocale();
  const offline = useSyncStatus((s) => s.online === 'no' || s.phase === 'waiting' || s.phase === 'refused');
  const left = Date.parse(poll.closesAt) - useNow();
  const queued = useLastVote(poll.id)?.verdict === null;
  if (!offline || queued || left <= 0) return null;
  return (
    <Notice icon="offline" tone="wait">
      {t('polls.deadline', { left: duration(locale, left) })}
    </Notice>
  );
}
