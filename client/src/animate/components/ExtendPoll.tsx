import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { ReasonField } from '../../ui/forms/ReasonField.tsx';
import { TimeField } from '../../ui/forms/TimeField.tsx';
import { localTime } from '../../ui/forms/local-time.ts';
import { ActDialog } from './ActDialog.tsx';

/** Asks until when an open poll is extended, and why. */
export function ExtendPoll({ poll, open, onClose }: { poll: Poll; open: boolean; onClose: () => void }) {
  const t = useT();
  const [to, setTo] = useState(localTime(poll.closesAt));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const later = to !== '' && Date.parse(to) > Date.parse(poll.closesAt);
  const extend = async () => {
    setTried(true);
    if (!later) return;
    const closesAt = new Date(to).toISOString();
    const key = await queue('poll.extend', { poll: poll.id, closesAt, reason: reason.trim() }, poll.title);
    if (key === null) return;
    toastAct(key);
    onClose();
  };
  return (
    <ActDialog
      open={open}
      title={t('animate.poll.extend.of', { title: poll.title })}
      doing={t('animate.poll.extend')}
      disabled={!isVisible(reason)}
      busy={busy}
      failed={failed}
      onDo={() => void extend()}
      onClose={onClose}
    >
      <p className="text-small text-soft">{t('animate.poll.extend.text')}</p>
      <TimeField
        label={t('animate.poll.extend.to')}
        value={to}
        onValue={setTo}
        error={tried && !later ? t('animate.poll.extend.bad') : undefined}
      />
      <ReasonField hint={t('animate.poll.reason.hint')} value={reason} onValue={setReason} />
    </ActDialog>
  );
}
