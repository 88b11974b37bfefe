import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote } from '../../ui/feedback.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { TimeField } from '../../ui/TimeField.tsx';

/** Asks when a drafted poll opens by itself. */
export function SchedulePoll({ poll, open, onClose }: { poll: Poll; open: boolean; onClose: () => void }) {
  const t = useT();
  const [at, setAt] = useState('');
  const [tried, setTried] = useState(false);
  const now = useNow();
  const { queue, busy, failed } = useQueueing();
  const fits = at !== '' && Date.parse(at) > now && Date.parse(at) < Date.parse(poll.closesAt);
  const schedule = async () => {
    setTried(true);
    if (!fits) return;
    const key = await queue('poll.open', { poll: poll.id, opensAt: new Date(at).toISOString() }, poll.title);
    if (key === null) return;
    toastAct(key);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('animate.poll.schedule.of', { title: poll.title })}
      actions={
        <>
          <Button busy={busy} onClick={() => void schedule()}>
            {t('animate.poll.schedule')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-small text-soft">{t('animate.poll.schedule.text')}</p>
        <TimeField
          label={t('animate.poll.schedule.at')}
          value={at}
          onValue={setAt}
          error={tried && !fits ? t('animate.poll.schedule.bad') : undefined}
        />
        {failed !== null && <ErrorNote what={errorText(failed)} />}
      </div>
    </Dialog>
  );
}
