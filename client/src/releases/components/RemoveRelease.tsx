import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Release } from '@egoejo/shared/releases/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';

/** Takes a release off the member's list; one that is not out yet does not happen then. */
export function RemoveRelease({ release: { id, title, state } }: { release: Release }) {
  const t = useT();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const { queue, failed } = useQueueing();
  const remove = async () => {
    setAsking(false);
    const key = await queue('release.cancel', { release: id }, title);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/ecouter/atelier', replace: true });
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant="grave" icon="trash" onClick={() => setAsking(true)}>
        {t('releases.remove')}
      </Button>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Confirm
        open={asking}
        title={t('releases.remove.title', { title })}
        text={t(state === 'out' ? 'releases.remove.out' : 'releases.remove.text')}
        doing={t('releases.remove')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
