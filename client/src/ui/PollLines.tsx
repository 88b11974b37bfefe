import type { Poll } from '@egoejo/shared/polls/model.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../i18n/locale.ts';
import { useRows } from '../sync/api/live.ts';
import { CardList } from './Card.tsx';
import { Chip } from './Chip.tsx';
import { Icon } from './icons.tsx';
import { PollClock } from './PollClock.tsx';
import { DateTime } from './times.tsx';

/** Polls as lines: title, when they close, and whether the member has voted. */
export function PollLines({ polls, label }: { polls: readonly Poll[]; label: string }) {
  const t = useT();
  const ballots = useRows('ballot');
  const cast = new Set<string>(ballots?.map((b) => b.id));
  return (
    <CardList label={label}>
      {polls.map((poll) => (
        <li key={poll.id} className="relative flex items-center gap-3 py-3">
          <Icon name="vote" className="size-5 flex-none text-leaf" />
          <span className="min-w-0 flex-1">
            <Link
              to="/votes/$id"
              params={{ id: poll.id }}
              className="font-strong no-underline after:absolute after:inset-0"
            >
              {poll.title}
            </Link>
            <span className="block text-tiny text-soft">
              {poll.state === 'open' && <PollClock poll={poll} />}
              {poll.state === 'draft' && t('polls.draft')}
              {(poll.state === 'closed' || poll.state === 'cancelled') && (
                <>
                  {t(poll.state === 'closed' ? 'polls.line.closed' : 'polls.line.cancelled')}{' '}
                  <DateTime at={poll.closesAt} dayOnly />
                </>
              )}
            </span>
          </span>
          {cast.has(poll.id) && (
            <Chip tone="leaf" icon="ok">
              {t('polls.line.voted')}
            </Chip>
          )}
          <Icon name="next" className="size-4 flex-none text-soft" />
        </li>
      ))}
    </CardList>
  );
}
