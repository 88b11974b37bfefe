import { useState } from 'react';
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import type { Review } from '@egoejo/shared/reviews/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { useReadEnough } from '../queries.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { Stars } from './Stars.tsx';

/** The member's own review of a work with what they may do with it, or the way to write one. */
export function OwnReview({ work, title, review }: { work: BookId; title: string; review: Review | null }) {
  const t = useT();
  const enough = useReadEnough(work);
  const [writing, setWriting] = useState(false);
  const [asking, setAsking] = useState(false);
  const { queue } = useQueueing();
  const remove = async () => {
    setAsking(false);
    await queue('review.remove', { work }, title);
  };
  return (
    <div ref={useKeptFocus()} className="flex flex-col gap-2">
      {writing ? (
        <ReviewForm work={work} title={title} old={review} onDone={() => setWriting(false)} />
      ) : review ? (
        <Card label={t('reviews.own')} className="flex flex-col gap-1">
          <p className="flex flex-wrap items-center gap-x-2 text-small">
            <b>{t('reviews.own')}</b> <Stars n={review.stars} />
          </p>
          {review.text !== '' && (
            <p className="whitespace-pre-line" dir="auto">
              {typeset(review.text)}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button variant="quiet" data-focus-home onClick={() => setWriting(true)}>
              {t('reviews.change')}
            </Button>
            <Button variant="plain" onClick={() => setAsking(true)}>
              {t('reviews.remove')}
            </Button>
          </div>
          {review.hidden && <p className="text-small text-clay">{t('moderation.hidden.review')}</p>}
        </Card>
      ) : enough ? (
        <Button variant="quiet" block data-focus-home onClick={() => setWriting(true)}>
          {t('reviews.write')}
        </Button>
      ) : (
        <p className="text-small text-soft">{t('reviews.afterReading')}</p>
      )}
      <WaitingAct e="review" id={work} />
      <Confirm
        open={asking}
        title={t('reviews.remove.sure')}
        text={t('reviews.remove.text')}
        doing={t('reviews.remove')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
