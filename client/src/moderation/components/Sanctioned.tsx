import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { REPORT_WORDS, type Sanction } from '@egoejo/shared/moderation/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { hasMessage, useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Dialog } from '../../ui/layers/Sheet.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { useSanction } from '../queries.ts';

/** What moderators decided about this, in their words, and the way to appeal. Only its author has the row. */
export function Sanctioned({ subject }: { subject: string }) {
  const sanction = useSanction(subject);
  return sanction ? <SanctionNote sanction={sanction} /> : null;
}

/** One decision, with the state of the appeal. */
export function SanctionNote({ sanction }: { sanction: Sanction }) {
  const t = useT();
  const { hidden, kind, reason, banned, appeal, answer } = sanction;
  const act = useActs({ touches: { e: 'sanction', id: sanction.id } }).find((a) => !a.dismissed);
  const own = `moderation.hidden.${kind}`;
  if (!hidden)
    return (
      <Notice icon="eye" tone="leaf">
        {answer === null ? t('moderation.shown', { reason }) : t('moderation.appeal.accepted', { answer })}
      </Notice>
    );
  return (
    <>
      <Notice icon="lock" tone="wait">
        <p className="font-strong">{t(hasMessage(own) ? own : 'moderation.hidden.other')}</p>
        <p>{t('moderation.hidden.why', { reason })}</p>
        {banned && <p>{t('moderation.hidden.banned')}</p>}
        {appeal !== null && answer === null && <p>{t('moderation.appeal.waits', { words: appeal })}</p>}
        {answer !== null && <p>{t('moderation.appeal.refused', { answer })}</p>}
      </Notice>
      {act && act.state !== 'received' && (
        <StateChip state={act.state} reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined} />
      )}
      {appeal === null && <Appeal sanction={sanction} />}
    </>
  );
}

function Appeal({ sanction }: { sanction: Sanction }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { busy, failed, queue } = useQueueing();
  const send = async () => {
    const args = { case: sanction.id, round: sanction.round, words: words.trim() };
    if ((await queue('moderation.appeal', args, sanction.title)) !== null) setOpen(false);
  };
  return (
    <>
      <Button variant="quiet" block onClick={() => setOpen(true)}>
        {t('moderation.appeal')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('moderation.appeal.title')}
        actions={
          <>
            <Button busy={busy} disabled={!isVisible(words)} onClick={() => void send()}>
              {t('moderation.appeal.do')}
            </Button>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        <TextArea
          label={t('moderation.appeal.words')}
          hint={t('moderation.appeal.hint')}
          value={words}
          onValue={setWords}
          maxLength={REPORT_WORDS}
          rows={4}
        />
        {failed !== null && <ErrorNote what={errorText(failed)} />}
      </Dialog>
    </>
  );
}
