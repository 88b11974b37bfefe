import type { BallotContent, Poll, PollMethod } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { amount } from '../../i18n/when.ts';
import { Bar } from '../../ui/feedback/progress.tsx';
import { pointsOf, type Price } from '../form.ts';

type Content<K extends BallotContent['kind']> = Extract<BallotContent, { kind: K }>;
type Method<K extends PollMethod['kind']> = Extract<PollMethod, { kind: K }>;
const line = 'num flex flex-wrap justify-between gap-x-3 text-small';

function Credits({ method, price }: { method: Method<'quadratic'>; price: Price }) {
  const t = useT();
  return (
    <>
      <p className={line}>
        <span>
          <span className="text-soft">{t('polls.credits')}</span>{' '}
          <span>{t('polls.credits.used', { n: price.credits, max: method.credits })}</span>
        </span>
        <b>{t('polls.credits.left', { n: method.credits - price.credits })}</b>
      </p>
      <Bar parts={[{ value: price.credits, fill: 'grain' }]} total={method.credits} />
      <p className="num mt-1 text-tiny text-soft">
        {method.unit > 0 ? t('polls.cost', { n: price.grains, free: price.purse }) : t('polls.cost.none')}
      </p>
    </>
  );
}

/** What the chosen projects cost of the budget, and what is left: money, or points where the poll counts these. */
function Budget({ method, content }: { method: Method<'budget'>; content: Content<'budget'> }) {
  const t = useT();
  const locale = useLocale();
  const given = pointsOf(content);
  const cost = Object.keys(given).reduce((sum, id) => sum + (method.costs[id] ?? 0), 0);
  const spent = Object.values(given).reduce((sum, n) => sum + n, 0);
  const money = (cents: number): string => amount(locale, { cents, currency: method.currency });
  const points = method.terms?.points ?? null;
  const over = cost > method.budget;
  return (
    <>
      <p className={line}>
        <span>{t('polls.budget.chosen', { cost: money(cost), budget: money(method.budget) })}</span>
        <b>
          {points === null
            ? over
              ? t('polls.budget.over')
              : t('polls.budget.left', { left: money(method.budget - cost) })
            : t('polls.budget.points', { n: points - spent })}
        </b>
      </p>
      <Bar parts={[{ value: Math.min(cost, method.budget), fill: over ? 'wait' : 'leaf' }]} total={method.budget} />
    </>
  );
}

/** What the ballot costs and what is left of it, announced as it changes; it stays in sight above the button. */
export function BallotSums({ poll, content, price }: { poll: Poll; content: BallotContent; price: Price }) {
  const t = useT();
  const { method } = poll;
  const single = method.kind === 'choice' && method.max === 1;
  if (single) return null;
  return (
    <div role="status">
      {method.kind === 'quadratic' && <Credits method={method} price={price} />}
      {method.kind === 'budget' && content.kind === 'budget' && <Budget method={method} content={content} />}
      {method.kind === 'choice' && content.kind === 'choice' && (
        <p className={line}>{t('polls.choice.count', { n: content.options.length, max: method.max })}</p>
      )}
      {method.kind === 'judgment' && content.kind === 'judgment' && (
        <p className="text-tiny text-soft">
          {t('polls.judgment.graded', { n: Object.keys(content.grades).length, of: poll.options.length })}{' '}
          {Object.keys(content.grades).length < poll.options.length &&
            t('polls.judgment.ungraded', { grade: method.grades[method.ungraded] ?? '' })}
        </p>
      )}
    </div>
  );
}
