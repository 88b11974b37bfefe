import type { Poll } from '@egoejo/shared/polls/model.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useWide } from '../../platform/device/wide.ts';
import { useUnsettled } from '../../sync/api/acts/activity.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { PollClock } from '../../ui/cards/PollClock.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { VOTES } from '../votes-at-risk.ts';

/**
 * Polls as lines: title, when they close, and the state of the member's vote. `shown`: the one beside the list that
 * nobody has chosen yet.
 */
export function PollLines({
  polls,
  label,
  shown,
}: {
  polls: readonly Poll[];
  label: string;
  shown?: string | undefined;
}) {
  const t = useT();
  const wide = useWide();
  const ballots = useRows('ballot');
  const unsettled = useUnsettled(VOTES, 'poll');
  const cast = new Set<string>(ballots?.map((b) => b.id));
  return (
    <CardList label={label}>
      {polls.map((poll) => (
        <li key={poll.id} className="@container relative -mx-3.5 px-3.5 has-[a[aria-current]]:bg-leaf-soft">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <Icon name="vote" className="size-5 flex-none text-leaf @max-[14rem]:hidden" />
            <span className="min-w-0 flex-1 basis-32">
              <Link
                to="/votes/$id"
                params={{ id: poll.id }}
                resetScroll={!wide}
                aria-current={poll.id === shown || undefined}
                className="font-strong covers no-underline"
              >
                {typeset(poll.title)}
              </Link>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-tiny text-soft">
                {poll.state === 'open' && <PollClock poll={poll} />}
                {poll.state === 'draft' && t('polls.draft')}
                {(poll.state === 'closed' || poll.state === 'cancelled') && (
                  <span>
                    {t(poll.state === 'closed' ? 'polls.line.closed' : 'polls.line.cancelled')}{' '}
                    <DateTime at={poll.closesAt} dayOnly />
                  </span>
                )}
                <Settled state={unsettled.get(poll.id)}>
                  {cast.has(poll.id) && (
                    <Chip tone="leaf" icon="ok">
                      {t('polls.line.voted')}
                    </Chip>
                  )}
                </Settled>
              </span>
            </span>
            <Icon name="next" className="size-4 flex-none text-soft @max-[14rem]:hidden" />
          </div>
        </li>
      ))}
    </CardList>
  );
}
