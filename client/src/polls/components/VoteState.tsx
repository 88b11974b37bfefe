import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { actLine, actNotes } from '../../activity/line.ts';
import { ActSpot } from '../../activity/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { duration } from '../../i18n/when.ts';
import type { Act } from '../../sync/api/acts/activity.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { useLastVote } from '../queries.ts';
import { withdraws } from '../votes-at-risk.ts';
import { ReceiptButton } from './ReceiptButton.tsx';

/** What the state of the vote means, in words. */
function useMeaning(poll: Poll, cast: Ballot | null, last: Act | null): string | null {
  const t = useT();
  const locale = useLocale();
  const left = Date.parse(poll.closesAt) - useNow();
  if (last !== null && last.verdict === null) {
    if (withdraws(last)) return t('polls.state.withdrawing');
    return left > 0 ? t('polls.state.queued', { left: duration(locale, left) }) : t('polls.state.queuedLate');
  }
  if (last?.verdict?.status === 'rejected' || cast === null) return null;
  return t('polls.state.counted') + (cast.grains > 0 ? ` ${t('polls.state.grains', { n: cast.grains })}` : '');
}

/** The state of the member's vote in lines, to be read aloud. */
export function useVoteInWords(poll: Poll, cast: Ballot | null): string[] {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const last = useLastVote(poll.id);
  const meaning = useMeaning(poll, cast, last);
  return [
    ...(last && (last.state !== 'received' || cast !== null) ? [actLine(t, locale, last, now)] : []),
    ...(meaning === null ? [] : [meaning]),
  ];
}

/** The state of the member's vote, so that it is never in doubt: stored on this device, counted, or refused and why. */
export function VoteState({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const last = useLastVote(poll.id);
  const meaning = useMeaning(poll, cast, last);
  const act = last?.state === 'received' && cast === null ? null : last;
  const notes = last ? actNotes(t, last) : [];
  return (
    <ActSpot act={act} here={poll.id}>
      {act === null && cast !== null && <StateChip state="received" />}
      {meaning !== null && (
        <span
          aria-live={act?.verdict === null ? 'off' : undefined}
          className={act?.verdict === null ? 'order-last basis-full' : 'min-w-0 flex-1 basis-40'}
        >
          {meaning}
        </span>
      )}
      {cast !== null && notes.map((n) => <span key={n}>{n}</span>)}
    </ActSpot>
  );
}

/** The receipt of the vote that stands, if it was made on this device. */
export function VoteReceipt({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const last = useLastVote(poll.id);
  return cast && <ReceiptButton poll={poll} cast={cast} act={last} />;
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
