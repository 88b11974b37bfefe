import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { methodWords } from '../../polls/model.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useNow } from '../../ui/text/clock.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { TimeField } from '../../ui/forms/TimeField.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { Ask } from './Ask.tsx';
import { Ballot } from './BallotPreview.tsx';

/**
 * Asks before a draft opens, now or at a chosen time. It shows how the poll is held, what voters will see, and how many
 * they are.
 */
export function OpenPoll({
  poll,
  asking,
  onClose,
}: {
  poll: Poll;
  asking: 'now' | 'later' | null;
  onClose: () => void;
}) {
  const t = useT();
  const [at, setAt] = useState('');
  const [tried, setTried] = useState(false);
  // The dialog keeps its words while it closes, when `asking` is already null.
  const [later, setLater] = useState(false);
  if (asking !== null && later !== (asking === 'later')) setLater(asking === 'later');
  const now = useNow();
  const { queue, busy, failed } = useQueueing();
  const fits = !later || (at !== '' && Date.parse(at) > now && Date.parse(at) < Date.parse(poll.closesAt));
  const open = async () => {
    setTried(true);
    if (!fits) return;
    const opensAt = later ? new Date(at).toISOString() : null;
    const key = await queue('poll.open', { poll: poll.id, opensAt }, poll.title);
    if (key === null) return;
    toastAct(key);
    onClose();
  };
  return (
    <Ask
      open={asking !== null}
      title={t(later ? 'animate.poll.schedule.of' : 'animate.poll.open.of', { title: poll.title })}
      community={poll.community}
      words={({ members, voters }) =>
        voters > members && poll.openToAll
          ? t('animate.reach.openVote', { n: voters, told: members })
          : t('animate.reach.vote', { n: members })
      }
      doing={t(later ? 'animate.poll.schedule' : 'animate.poll.open')}
      busy={busy}
      failed={failed}
      onDo={() => void open()}
      onClose={onClose}
    >
      {later && (
        <>
          <p className="text-small text-soft">{t('animate.poll.schedule.text')}</p>
          <TimeField
            label={t('animate.poll.schedule.at')}
            value={at}
            onValue={setAt}
            error={tried && !fits ? t('animate.poll.schedule.bad') : undefined}
          />
        </>
      )}
      <Terms poll={poll} />
      <details className="rounded-card border border-line px-3.5">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 text-leaf">
          <span className="flex-1 font-strong">{t('animate.poll.preview')}</span>
          <Icon name="down" className="size-5" />
        </summary>
        <div className="pb-3.5">
          <Ballot poll={poll} />
        </div>
      </details>
      {!later && <p className="text-small text-soft">{t('animate.poll.frozen')}</p>}
    </Ask>
  );
}

/** How the poll is held, line by line. */
function Terms({ poll }: { poll: Poll }) {
  const t = useT();
  const community = useRow('community', poll.community ?? undefined);
  const name = community?.name ?? '…';
  const who =
    poll.community === null
      ? t('animate.poll.who.everybody')
      : !poll.openToAll
        ? t('animate.poll.who.members', { name })
        : community?.visibility === 'private'
          ? t('animate.poll.who.later', { name })
          : t('animate.poll.who.everybody');
  const lines = [
    [t('animate.poll.method'), methodWords(t, poll)],
    [t('animate.poll.options'), t('animate.poll.count', { n: poll.options.length })],
    [t('animate.poll.closes'), <DateTime key="at" at={poll.closesAt} />],
    [t('animate.poll.who'), who],
    [t('animate.poll.secret'), t(poll.secret ? 'animate.poll.secret.yes' : 'animate.poll.secret.no')],
  ] as const;
  return (
    <dl className="flex flex-col gap-1 text-small">
      {lines.map(([term, value]) => (
        <div key={term} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-soft">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
