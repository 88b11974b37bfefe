import { useState, type ChangeEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { useAsked, type Known } from '../calls.ts';
import { askInSlices, openQueue, type OpenedQueue } from '../queue-file.ts';
import { actWord } from '../words.ts';
import { Asking } from './Asking.tsx';
import { Refusal } from './Names.tsx';

/** A member's exported queue: which acts wait, and what the server knows of each. Their content stays in the file. */
export function QueuePart() {
  const t = useT();
  const [queue, setQueue] = useState<OpenedQueue | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const chosen = e.target.files?.[0];
    e.target.value = '';
    if (!chosen) return;
    const opened = openQueue(await chosen.text());
    setQueue(opened);
    setWrong(opened === null);
  };
  return (
    <>
      <p className="text-small">{t('administration.queue.text')}</p>
      <label className="inline-flex min-h-11 cursor-pointer items-center justify-center rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
        {t('administration.queue.open')}
        <input type="file" accept="application/json,.json" className="sr-only" onChange={(e) => void take(e)} />
      </label>
      {wrong && <ErrorNote what={t('administration.queue.wrong')} />}
      {queue && <Opened key={queue.exportedAt} queue={queue} />}
    </>
  );
}

function Opened({ queue }: { queue: OpenedQueue }) {
  const t = useT();
  const asked = useAsked(queue.exportedAt, (api) =>
    askInSlices(
      queue.acts.map((a) => a.key),
      (keys) => api.administration.verdicts.query({ member: queue.member, keys }),
    ).then((known) => new Map(known.map((k) => [k.key, k]))),
  );
  return (
    <>
      <p className="text-small">
        {t('administration.queue.of', { n: queue.acts.length })}{' '}
        <span className="wrap-anywhere text-soft">{queue.member}</span>
      </p>
      <Asking asked={asked}>
        {(known) => (
          <CardList>
            {queue.acts.map((a) => (
              <Act key={a.key} act={a} known={known.get(a.key)} />
            ))}
          </CardList>
        )}
      </Asking>
    </>
  );
}

function Act({ act, known }: { act: OpenedQueue['acts'][number]; known: Known | undefined }) {
  const t = useT();
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="text-small font-strong">{actWord(t, act.name)}</p>
        <p className="text-tiny text-soft">
          {!Number.isNaN(Date.parse(act.madeAt)) && (
            <>
              <DateTime at={act.madeAt} /> ·{' '}
            </>
          )}
          {t('administration.queue.hidden')}
        </p>
      </div>
      <Verdict known={known} />
      {known && known.code !== null && (
        <p className="w-full text-small text-clay">
          <Refusal code={known.code} />
        </p>
      )}
    </li>
  );
}

function Verdict({ known }: { known: Known | undefined }) {
  const t = useT();
  if (!known)
    return (
      <Chip tone="wait" icon="wait">
        {t('administration.queue.unknown')}
      </Chip>
    );
  if (known.code === null)
    return (
      <Chip tone="leaf" icon="ok">
        {t('ui.state.received')}
      </Chip>
    );
  return (
    <Chip tone="clay" icon="no">
      {t('ui.state.refused')}
    </Chip>
  );
}
