import type { Poll } from '@egoejo/shared/polls/model.ts';
import { phaseOf } from '@egoejo/shared/polls/phase.ts';
import { useT } from '../../i18n/locale.ts';
import { useNow } from '../text/clock.ts';
import { Countdown, DateTime } from '../text/times.tsx';

/** When a poll that is not over opens or closes, by the server's clock. */
export function PollClock({ poll }: { poll: Poll }) {
  const t = useT();
  const coming = phaseOf(poll, useNow()) === 'coming';
  if (!coming || poll.opensAt === null) return <Countdown to={poll.closesAt} />;
  return (
    <>
      {t('polls.opensOn')} <DateTime at={poll.opensAt} />
    </>
  );
}
