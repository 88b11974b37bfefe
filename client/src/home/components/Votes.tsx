import { typeset } from '../../i18n/typeset.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Countdown } from '../../ui/text/times.tsx';
import { usePollsToday } from '../../polls/polls-today.ts';

/** An open poll, and the way to vote in it. */
export function OpenPoll({ poll }: { poll: Poll }) {
  const t = useT();
  return (
    <Card>
      <p className="flex flex-wrap items-center gap-2 text-tiny text-soft">
        {t('home.poll.kicker')}
        <Chip tone="wait" icon="clock">
          <Countdown to={poll.closesAt} />
        </Chip>
      </p>
      <h2 className="mt-1.5 mb-2.5 text-head">{typeset(poll.title)}</h2>
      <LinkButton to="/votes/$id" params={{ id: poll.id }} block>
        {t('home.poll.vote')}
      </LinkButton>
    </Card>
  );
}

/** Cards of polls; the others are one tap away. */
const CARDS = 2;

/** The polls in which the member has not voted yet, the closest closing first; votes cast are one line. */
export function Votes() {
  const t = useT();
  const today = usePollsToday();
  if (!today) return <Filling />;
  const { open, done, waiting, leaving } = today;
  if (open.length + done.length + waiting + leaving === 0) return null;
  const more = open.length - CARDS;
  const said = [
    more > 0 && t('home.poll.more', { n: more }),
    done.length > 0 && t('home.poll.done', { n: done.length }),
  ].filter((line) => line !== false);
  return (
    <>
      {open.slice(0, CARDS).map((poll) => (
        <OpenPoll key={poll.id} poll={poll} />
      ))}
      <Link to="/votes" className="flex min-h-11 items-center gap-3 rounded-card px-3.5 py-1.5 text-small no-underline">
        <Icon name={done.length > 0 ? 'ok' : 'vote'} className="size-5 text-leaf" />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
          {said.length > 0 && <span>{said.join(' · ')}</span>}
          {waiting > 0 && <StateChip state="queued" lead={String(waiting)} />}
          {leaving > 0 && <StateChip state="cancelling" lead={String(leaving)} />}
          <span className="font-strong text-leaf">{t('home.poll.all')}</span>
        </span>
        <Icon name="next" className="size-4 text-soft" />
      </Link>
    </>
  );
}
