import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/activity.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Chip, StateChip } from '../../ui/Chip.tsx';
import { Countdown } from '../../ui/times.tsx';

/** A poll that closes soon, and the state of the member's vote: queued here, or counted. */
export function ClosingPoll({ poll }: { poll: Poll }) {
  const t = useT();
  const who = useMember();
  const ballot = useRow('ballot', who ? poll.id : null);
  const queued = useActs({ touches: { e: 'poll', id: poll.id } }).some((a) => a.verdict === null);
  return (
    <Card>
      <p className="flex flex-wrap items-center gap-2 text-tiny text-soft">
        {t('home.poll.kicker')}
        <Chip tone="wait" icon="clock">
          <Countdown to={poll.closesAt} />
        </Chip>
      </p>
      <h2 className="mt-1.5 mb-2.5 text-head">{poll.title}</h2>
      {ballot && (
        <div className="mb-2.5 flex flex-col items-start gap-1.5 text-small">
          <StateChip state={queued ? 'queued' : 'received'} />
          <p>{queued ? t('home.poll.queued') : t('home.poll.counted')}</p>
        </div>
      )}
      <LinkButton to="/votes/$id" params={{ id: poll.id }} block variant={ballot ? 'quiet' : 'primary'}>
        {ballot ? t('home.poll.change') : t('home.poll.vote')}
      </LinkButton>
    </Card>
  );
}
