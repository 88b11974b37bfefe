import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Show } from '@egoejo/shared/shows/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { ShareChoice } from '../../tracks/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { shareHints } from './share-hints.ts';

/** Chooses who sees a show of the member, also without a network. */
function ShareShow({ show }: { show: Show }) {
  const t = useT();
  const { queue, busy, failed } = useQueueing();
  return (
    <ShareChoice
      title={t('shows.share')}
      who={t('shows.share.who')}
      hints={shareHints(t)}
      shared={show}
      busy={busy}
      failed={failed}
      onShare={async (shared) => {
        const key = await queue('show.share', { show: show.id, ...shared }, show.title);
        if (key !== null) toastAct(key);
      }}
    />
  );
}

/** What the member can do with a show of their own. */
export function OwnShow({ show }: { show: Show }) {
  const t = useT();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const { queue, failed } = useQueueing();
  const keepFocus = useKeptFocus();
  const remove = async () => {
    setAsking(false);
    const key = await queue('show.remove', { show: show.id }, show.title);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/ecouter/emissions', replace: true });
  };
  return (
    <details className="rounded-card border border-line px-3.5">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2">
        <span className="flex-1 font-strong text-leaf">{t('shows.own')}</span>
        <Icon name="down" className="size-5 text-soft" />
      </summary>
      <div className="flex flex-col gap-3 pb-3.5">
        <div ref={keepFocus}>
          <ShareShow key={`${show.visibility} ${show.community}`} show={show} />
        </div>
        {show.feed !== '' && (
          <p className="text-small break-all text-soft">{t('shows.feed.own', { feed: show.feed })}</p>
        )}
        <div>
          <Button variant="grave" icon="trash" onClick={() => setAsking(true)}>
            {t('shows.remove')}
          </Button>
        </div>
        {failed !== null && <ErrorNote what={errorText(failed)} />}
        <Confirm
          open={asking}
          title={t('shows.remove.title', { title: show.title })}
          text={t('shows.remove.text')}
          doing={t('shows.remove')}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      </div>
    </details>
  );
}
