import type { ReactNode } from 'react';
import type { Ballot, BallotContent, Poll } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import type { Price } from '../form.ts';
import { spokenBallot } from '../spoken.ts';
import { BallotFields } from './BallotFields.tsx';
import { BallotSums } from './BallotSums.tsx';
import { ListenToPoll } from './ListenToPoll.tsx';

/**
 * What is chosen and what it costs, the same for who votes and for an author who tries it. The sums and what is below
 * them stay in sight at the bottom of the screen, unless the text is so large that they would take half of it.
 */
export function BallotPaper({
  poll,
  cast,
  content,
  price,
  onContent,
  children,
}: {
  poll: Poll;
  cast: Ballot | null;
  content: BallotContent;
  price: Price;
  onContent: (next: BallotContent) => void;
  children: ReactNode;
}) {
  const t = useT();
  const locale = useLocale();
  const bar = useKeptFocus();
  return (
    <div data-page-bar="ballot" className="@container flex flex-col gap-3">
      <ListenToPoll poll={poll} cast={cast} choices={() => spokenBallot(t, locale, poll, content)} />
      <BallotFields poll={poll} content={content} price={price} onContent={onContent} />
      <div
        ref={bar}
        className="bottom-[var(--thumb-bar)] z-10 flex flex-col gap-2 border-y border-line bg-paper py-2 @min-[11rem]:sticky @min-[11rem]:-mx-4 @min-[11rem]:px-4 rail:bottom-0"
      >
        <BallotSums poll={poll} content={content} price={price} />
        {children}
      </div>
    </div>
  );
}
