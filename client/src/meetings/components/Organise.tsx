import { useState } from 'react';
import { endOf, type Answered, type Meeting } from '@egoejo/shared/meetings/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Reason } from '../../ui/layers/Reason.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { useIsQueued, useWhoComes } from '../queries.ts';

const TONES = { yes: 'leaf', perhaps: 'wait', no: 'plain' } as const;

function Names({ answers }: { answers: readonly Answered[] }) {
  const t = useT();
  if (answers.length === 0) return <p className="text-small text-soft">{t('meetings.who.nobody')}</p>;
  return (
    <CardList label={t('meetings.who')}>
      {answers.map(({ name, answer }, i) => (
        <li key={`${i} ${name}`} className="flex flex-wrap items-center gap-2 py-2.5">
          <span className="min-w-0 flex-1 break-words">{name ? typeset(name) : t('meetings.who.unnamed')}</span>
          <Chip tone={TONES[answer]}>{t(`meetings.answer.${answer}`)}</Chip>
        </li>
      ))}
    </CardList>
  );
}

/** The names of those who answered, which the server keeps. */
function WhoComes({ meeting }: { meeting: string }) {
  const t = useT();
  const asked = useWhoComes(meeting);
  return (
    <Section title={t('meetings.who')}>
      {asked && 'list' in asked && (
        <>
          <Names answers={asked.list.answers} />
          {asked.list.more && <p className="text-small text-soft">{t('meetings.who.more')}</p>}
        </>
      )}
      {asked && 'code' in asked && (
        <Notice icon="wait" tone="wait">
          {asked.code === NETWORK ? t('meetings.who.offline') : errorText({ code: asked.code })}
        </Notice>
      )}
    </Section>
  );
}

/** For those who organise the meeting: changing it, calling it off, and who comes. */
export function Organise({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const now = useNow();
  const queued = useIsQueued(meeting.id);
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const cancel = async (reason: string) => {
    setAsking(false);
    const key = await queue('meeting.cancel', { meeting: meeting.id, reason }, meeting.title);
    if (key !== null) toastAct(key);
  };
  return (
    <>
      {meeting.state === 'planned' && endOf(meeting) > now && (
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="quiet" icon="edit" to="/rencontres/$id/changer" params={{ id: meeting.id }}>
            {t('meetings.edit')}
          </LinkButton>
          <Button variant="grave" busy={busy} onClick={() => setAsking(true)}>
            {t('meetings.cancel')}
          </Button>
        </div>
      )}
      {failed && <ErrorNote what={errorText(failed)} />}
      <Reason
        open={asking}
        title={t('meetings.cancel.title', { title: meeting.title })}
        doing={t('meetings.cancel')}
        hint={t('meetings.cancel.hint')}
        onClose={() => setAsking(false)}
        onReason={(reason) => void cancel(reason)}
      />
      {!queued && <WhoComes meeting={meeting.id} />}
    </>
  );
}
