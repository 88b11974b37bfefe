import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { followCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { MissingPoll } from '../components/MissingPoll.tsx';
import { ResultPoster } from '../components/ResultPoster.tsx';

/** A closed poll's result on one page to print, from the rows on this device. */
export function ResultPosterPage() {
  const t = useT();
  const { id } = useParams({ from: '/votes/$id/affiche' });
  const poll = useRow('poll', id);
  useEffect(() => {
    if (poll?.community) void followCommunity(poll.community);
  }, [poll?.community]);
  return (
    <Page title={t('polls.poster')} back={`/votes/${id}`}>
      {poll === null && <MissingPoll id={id} />}
      {poll && !poll.result && <Notice icon="wait">{t('polls.poster.later')}</Notice>}
      {poll?.result && (
        <>
          <ResultPoster poll={poll} result={poll.result} />
          <div className="flex flex-wrap gap-2">
            <Button icon="download" onClick={() => window.print()}>
              {t('polls.poster.print')}
            </Button>
            <ShareButton path={`/votes/${poll.id}`} title={poll.title} />
          </div>
        </>
      )}
    </Page>
  );
}
