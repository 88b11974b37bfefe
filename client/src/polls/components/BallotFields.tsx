import type { BallotContent, Poll } from '@egoejo/shared/polls/model.ts';
import type { Price } from '../form.ts';
import { BudgetBallot } from './BudgetBallot.tsx';
import { ChoiceBallot } from './ChoiceBallot.tsx';
import { JudgmentBallot } from './JudgmentBallot.tsx';
import { QuadraticBallot } from './QuadraticBallot.tsx';

/** What is chosen, by the method of the poll. */
export function BallotFields({
  poll: { method, options, title },
  content,
  price,
  onContent,
}: {
  poll: Poll;
  content: BallotContent;
  price: Price;
  onContent: (next: BallotContent) => void;
}) {
  const given = { options, onContent };
  if (content.kind === 'choice')
    return <ChoiceBallot {...given} title={title} max={method.kind === 'choice' ? method.max : 1} content={content} />;
  if (content.kind === 'quadratic' && method.kind === 'quadratic')
    return <QuadraticBallot {...given} method={method} content={content} price={price} />;
  if (content.kind === 'judgment' && method.kind === 'judgment')
    return <JudgmentBallot {...given} method={method} content={content} />;
  if (content.kind === 'budget' && method.kind === 'budget')
    return <BudgetBallot {...given} method={method} content={content} />;
  return null;
}
