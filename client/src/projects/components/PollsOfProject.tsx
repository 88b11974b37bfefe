import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { PollClock } from '../../ui/cards/PollClock.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { usePollsOf } from '../queries.ts';

/** The polls about the project, and those in which it is an option. */
export function PollsOfProject({ id }: { id: string }) {
  const t = useT();
  const polls = usePollsOf(id);
  if (polls.length === 0) return null;
  return (
    <Section title={t('projects.polls')}>
      <CardList>
        {polls.map((poll) => (
          <li key={poll.id} className="relative flex items-center gap-3 py-3">
            <Icon name="vote" className="size-5 text-leaf" />
            <span className="min-w-0 flex-1">
              <Link to="/votes/$id" params={{ id: poll.id }} className="font-strong covers no-underline">
                {typeset(poll.title)}
              </Link>
              <span className="block text-tiny text-soft">
                {poll.state === 'open' ? (
                  <PollClock poll={poll} />
                ) : (
                  t(poll.state === 'closed' ? 'projects.poll.closed' : 'projects.poll.cancelled')
                )}
              </span>
            </span>
            <Icon name="next" className="size-4 text-soft" />
          </li>
        ))}
      </CardList>
    </Section>
  );
}
