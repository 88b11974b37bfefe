import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { BallotPaper, emptyBallot, faultOf, priceOf } from '../../polls/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';

/** The ballot of a poll that is not open yet, as its voters will have it. Nothing of it is sent or kept. */
export function BallotPreview({ poll, open, onClose }: { poll: Poll; open: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Sheet open={open} onClose={onClose} title={t('animate.poll.preview')}>
      <Notice icon="eye">{t('animate.poll.preview.text')}</Notice>
      <Ballot poll={poll} />
    </Sheet>
  );
}

/** A poll's question, description and ballot, as voters will see them. Choosing works, but sends nothing. */
export function Ballot({ poll }: { poll: Poll }) {
  const t = useT();
  return (
    <div className="flex flex-col gap-3.5 [--thumb-bar:0px]">
      {poll.title && <h3 className="text-head">{typeset(poll.title)}</h3>}
      {poll.text && <p className="max-w-prose whitespace-pre-line">{typeset(poll.text)}</p>}
      {poll.secret && <Notice icon="lock">{t('polls.secret.promise')}</Notice>}
      <Trial poll={poll} />
    </div>
  );
}

/** Tried as by a voter who has grains for all credits. */
function Trial({ poll }: { poll: Poll }) {
  const t = useT();
  const { method } = poll;
  const [content, put] = useState(() => emptyBallot(method));
  const [tried, setTried] = useState(false);
  if (content === null) return null;
  const price = priceOf(method, content, method.kind === 'quadratic' ? method.credits * method.unit : 0, null);
  const fault = faultOf(poll, content, price);
  return (
    <BallotPaper
      poll={poll}
      cast={null}
      content={content}
      price={price}
      onContent={(next) => {
        setTried(false);
        put(next);
      }}
    >
      {tried && fault && <ErrorNote what={errorText(fault)} />}
      <Button block icon="vote" onClick={() => setTried(true)}>
        {t('polls.vote')}
      </Button>
      <p role="status" className="text-small text-soft">
        {tried && !fault && t('animate.poll.preview.fine')}
      </p>
    </BallotPaper>
  );
}
