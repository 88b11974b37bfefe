import type { Work } from '@egoejo/shared/catalogue/model.ts';
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import { meanTenths, type ShownReview } from '@egoejo/shared/reviews/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { ReportButton } from '../../moderation/model.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { useOthers } from '../queries.ts';
import { OwnReview } from './OwnReview.tsx';
import { Stars } from './Stars.tsx';

const STAR = '★';

/** The mean of a work's stars with the number of its reviews, known offline; nothing where there is none. */
function Mean({ work }: { work: string }) {
  const t = useT();
  const locale = useLocale();
  const tally = useRow('workTally', work);
  const tenths = tally ? meanTenths(tally) : null;
  if (!tally || tenths === null) return null;
  const mean = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(tenths / 10);
  return (
    <p className="num flex flex-wrap items-center gap-x-2 text-small">
      <span aria-hidden="true" className="text-leaf">
        {STAR}
      </span>
      {t('reviews.mean', { mean, n: tally.reviews })}
    </p>
  );
}

function One({ review, title }: { review: ShownReview; title: string }) {
  const t = useT();
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 last:border-0">
      <p className="flex flex-wrap items-center gap-x-2 text-small text-soft">
        <Stars n={review.stars} />
        <b className="text-ink">{review.name ?? t('comments.somebody')}</b>
        <RelativeTime at={review.changedAt ?? review.writtenAt} />
      </p>
      {review.text !== '' && (
        <p className="max-w-prose whitespace-pre-line" dir="auto">
          {typeset(review.text)}
        </p>
      )}
      <div className="-my-1 -ms-1">
        <ReportButton kind="review" subject={review.id} author={null} title={title} word />
      </div>
    </li>
  );
}

/** The reviews of a work: their mean, the member's own (offline too), and those by others. */
export function Reviews({ work }: { work: Work }) {
  const t = useT();
  const who = useMember();
  const own = useRow('review', who ? work.id : null);
  const { others, next } = useOthers(work.id);
  if (own === undefined) return null;
  return (
    <Section title={t('reviews.title')}>
      <Mean work={work.id} />
      {who ? (
        <OwnReview work={work.id as BookId} title={work.title} review={own} />
      ) : (
        <LinkButton variant="quiet" block to="/connexion" search={{ suite: `/lire/catalogue/${work.id}` }}>
          {t('reviews.signIn')}
        </LinkButton>
      )}
      {others && others.reviews.length > 0 && (
        <ul aria-label={t('reviews.others')}>
          {others.reviews.map((review) => (
            <One key={review.id} review={review} title={work.title} />
          ))}
        </ul>
      )}
      {others?.code === null && others.reviews.length === 0 && !own && (
        <p className="text-small text-soft">{t('reviews.none')}</p>
      )}
      {others && others.code !== null && (
        <Notice icon="offline">
          {others.code === NETWORK ? t('reviews.offline') : errorText({ code: others.code })}
        </Notice>
      )}
      {others?.more && (
        <Button variant="quiet" block onClick={() => void next()}>
          {t('reviews.more')}
        </Button>
      )}
    </Section>
  );
}
