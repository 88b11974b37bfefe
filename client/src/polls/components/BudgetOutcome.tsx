import type { Ballot, BudgetResult, Poll, PollMethod } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { amount } from '../../i18n/when.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { boughtBy, ownShare } from '../shares.ts';

interface OutcomeProps {
  poll: Poll;
  method: Extract<PollMethod, { kind: 'budget' }>;
  outcome: BudgetResult;
}

/** How each winner by equal shares was paid. */
function Payments({ poll, method, outcome }: OutcomeProps) {
  const t = useT();
  const locale = useLocale();
  const labels = new Map(poll.options.map((o) => [o.id, o.label]));
  const cents = (n: number): string => amount(locale, { cents: n, currency: method.currency });
  const share = Number(outcome.share.n) / Number(outcome.share.d);
  const points = method.ballots !== 'approval';
  return (
    <details className="text-small">
      <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">{t('polls.budget.why')}</summary>
      <p className="max-w-prose text-soft">
        {t(outcome.steps > 0 ? 'polls.budget.sharesRaised' : 'polls.budget.shares', { share: cents(share) })}
      </p>
      <ol className="mt-2 divide-y divide-line">
        {boughtBy(outcome, method.costs).map((b) => (
          <li key={b.option} className="py-2">
            <span className="block font-strong">{typeset(labels.get(b.option) ?? '')}</span>
            <span className="num block text-soft">
              {t(points ? 'polls.budget.pricePoint' : 'polls.budget.price', { n: b.emptied, price: cents(b.price) })}
              {b.emptied > 0 && ` ${t('polls.budget.emptied', { n: b.emptied })}`}
            </span>
          </li>
        ))}
        {outcome.completed.map((id) => (
          <li key={id} className="py-2">
            <span className="block font-strong">{typeset(labels.get(id) ?? '')}</span>
            <span className="block text-soft">{t('polls.budget.completed')}</span>
          </li>
        ))}
      </ol>
      <p className="max-w-prose text-soft">{t('polls.why.order')}</p>
    </details>
  );
}

/** What the member's own ballot paid; computed here from the published result, and shown to nobody else (P6). */
function OwnShare({ poll, method, outcome, cast }: OutcomeProps & { cast: Ballot }) {
  const t = useT();
  const locale = useLocale();
  const own = cast.content.kind === 'secret' ? null : ownShare(poll, outcome, cast.content);
  if (!own) return null;
  const labels = new Map(poll.options.map((o) => [o.id, o.label]));
  const cents = (n: number): string => amount(locale, { cents: n, currency: method.currency });
  return (
    <Card label={t('polls.budget.own')} className="flex flex-col gap-1.5">
      <p className="font-strong">{own.paid.length > 0 ? t('polls.budget.own.paid') : t('polls.budget.own.nothing')}</p>
      {own.paid.length > 0 && (
        <ul className="num text-small">
          {own.paid.map((p) => (
            <li key={p.option} className="flex justify-between gap-3 py-0.5">
              <span className="min-w-0">{typeset(labels.get(p.option) ?? '')}</span>
              <b className="flex-none">{cents(p.cents)}</b>
            </li>
          ))}
        </ul>
      )}
      <p className="num text-tiny text-soft">
        {t('polls.budget.own.left', { left: cents(own.left), share: cents(own.share) })} {t('polls.budget.own.private')}
      </p>
    </Card>
  );
}

/** Both rules in words: which one decided and what the other would have chosen, then how winners were paid. */
export function BudgetOutcome({ poll, method, outcome, cast }: OutcomeProps & { cast: Ballot | null }) {
  const t = useT();
  const locale = useLocale();
  const shares = [...outcome.bought.map((b) => b.option), ...outcome.completed];
  const told = (ids: readonly string[]) => ({
    n: ids.length,
    spent: amount(locale, {
      cents: ids.reduce((sum, id) => sum + (method.costs[id] ?? 0), 0),
      currency: method.currency,
    }),
  });
  return (
    <>
      <div className="flex flex-col gap-1 text-small">
        <p>
          <b>{t('polls.budget.byShares')}</b> {t('polls.budget.told', told(shares))}
          {outcome.stands === 'shares' && ` ${t('polls.budget.stands')}`}
        </p>
        <p>
          <b>{t('polls.budget.byVotes')}</b> {t('polls.budget.told', told(outcome.greedy))}
          {outcome.stands === 'greedy' && ` ${t('polls.budget.stands')}`}
        </p>
        {outcome.preferred && (
          <p className="num text-soft">
            {t('polls.budget.preferred', { shares: outcome.preferred.shares, greedy: outcome.preferred.greedy })}
          </p>
        )}
      </div>
      {cast && outcome.stands === 'shares' && <OwnShare poll={poll} method={method} outcome={outcome} cast={cast} />}
      <Payments poll={poll} method={method} outcome={outcome} />
    </>
  );
}
