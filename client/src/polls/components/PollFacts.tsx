import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT, type Translate } from '../../i18n/locale.ts';
import { dayAndHour, zoneName } from '../../i18n/when.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { PollClock } from '../../ui/cards/PollClock.tsx';
import { DateTime } from '../../ui/text/times.tsx';

const METHODS = {
  choice: 'polls.method.choice',
  quadratic: 'polls.method.quadratic',
  judgment: 'polls.method.judgment',
  budget: 'polls.method.budget',
} as const;

/** The voting method of a poll, in words. */
export const methodWords = (t: Translate, { method }: Pick<Poll, 'method'>): string =>
  t(METHODS[method.kind], { max: method.kind === 'choice' ? method.max : 1 });

/** The closing day and hour, in the zone of this device, which is named. */
function Until({ at }: { at: string }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={at} className="text-tiny text-soft">
      {t('polls.until', { at: dayAndHour(locale, Date.parse(at), now), zone: zoneName(locale) })}
    </time>
  );
}

/** State, method, turnout: the facts of a poll before anything is chosen. */
export function PollFacts({ poll }: { poll: Poll }) {
  const t = useT();
  const tally = useRow('pollTally', poll.id);
  const ballots = poll.result?.ballots ?? tally?.ballots;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {poll.state === 'open' && (
        <Chip tone="wait" icon="wait">
          <PollClock poll={poll} />
        </Chip>
      )}
      {poll.secret && <Chip icon="lock">{t('polls.secret')}</Chip>}
      {poll.state === 'closed' && (
        <Chip icon="ok">
          {t('polls.closedOn')} <DateTime at={poll.closesAt} dayOnly />
        </Chip>
      )}
      {poll.state === 'cancelled' && (
        <Chip tone="clay" icon="no">
          {t('polls.cancelled')}
        </Chip>
      )}
      {poll.state === 'draft' && <Chip icon="edit">{t('polls.draft')}</Chip>}
      {poll.state === 'open' && <Until at={poll.closesAt} />}
      <span className="text-tiny text-soft">{methodWords(t, poll)}</span>
      {ballots !== undefined && poll.state !== 'draft' && (
        <span className="num text-tiny text-soft" role="status">
          {t('polls.turnout', { n: ballots })}
          {poll.quorum !== null && ` · ${t('polls.quorum', { n: poll.quorum })}`}
        </span>
      )}
    </div>
  );
}
