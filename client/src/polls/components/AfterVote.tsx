import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useFlag, usePurse } from '../../saka/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { usePollsToday } from '../polls-today.ts';
import { useLastVote } from '../queries.ts';

/** After the server has received a vote: a link to the next poll, or to planting grains if there is none. */
export function AfterVote({ poll }: { poll: Poll }) {
  const t = useT();
  const today = usePollsToday();
  const purse = usePurse();
  const planting = useFlag('SAKA_PROJECT_BOOST_ENABLED');
  const received = useLastVote(poll.id)?.state === 'received';
  const next = today?.open.find((p) => p.id !== poll.id);
  if (!received || !today) return null;
  if (next)
    return (
      <LinkButton block variant="quiet" icon="vote" to="/votes/$id" params={{ id: next.id }}>
        {t('polls.next', { title: next.title })}
      </LinkButton>
    );
  if (!planting || !purse || purse.free === 0) return null;
  return (
    <LinkButton block variant="quiet" icon="grain" to="/projets">
      {t('polls.next.plant', { n: purse.free })}
    </LinkButton>
  );
}
