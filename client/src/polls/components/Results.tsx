import type { Ballot, Poll, PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';
import { Link } from '@tanstack/react-router';
import { hasReceipts } from '@egoejo/shared/polls/receipt-number.ts';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { amount } from '../../i18n/when.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { saveBallots } from '../export.ts';
import { spokenResult } from '../spoken.ts';
import { matching, partOf, resultRows, spentCents, type ResultRow } from '../result.ts';
import { isTied, reasonsOf, tiesOf, verdictOf } from '../why.ts';
import { BudgetOutcome } from './BudgetOutcome.tsx';
import { JudgmentResults } from './JudgmentResults.tsx';
import { ListenToPoll } from './ListenToPoll.tsx';
import { OptionName } from './OptionName.tsx';

/** More options than these are shown from the winners on, with a search. */
const FEW = 20;

function OptionCell({ row, wonWord }: { row: ResultRow; wonWord: string }) {
  const t = useT();
  return (
    <>
      <OptionName option={row.option} />
      <span className="mt-1.5 mb-1 block">
        <Bar parts={[{ value: row.share, fill: row.won ? 'leaf' : 'grain' }]} total={1} />
      </span>
      {row.won && (
        <Chip tone="leaf" icon="ok">
          {wonWord}
        </Chip>
      )}
      {row.otherwise !== null && (
        <Chip>{t(row.otherwise === 'greedy' ? 'polls.result.byVotes' : 'polls.result.byShares')}</Chip>
      )}
    </>
  );
}

function Export({ poll }: { poll: Poll['id'] }) {
  const t = useT();
  const save = async (format: 'csv' | 'json') => {
    const done = await saveBallots(poll, format);
    if (!done.ok) toast(errorText(done.error), 'clay');
  };
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-tiny text-soft">
      {t('polls.result.recount')}
      {(['csv', 'json'] as const).map((f) => (
        <button
          key={f}
          type="button"
          className="inline-flex min-h-11 items-center gap-1 font-strong text-leaf"
          onClick={() => void save(f)}
        >
          <Icon name="download" className="size-4" />
          {t('polls.result.file', { format: f.toUpperCase() })}
        </button>
      ))}
    </p>
  );
}

/** The result after closing. `cast`: the member's own ballot. */
export function Results({ poll, result, cast }: { poll: Poll; result: PollResult; cast: Ballot | null }) {
  const t = useT();
  const locale = useLocale();
  const { method } = poll;
  const many = poll.options.length > FEW;
  const files = (
    <>
      <LinkButton variant="quiet" icon="vote" to="/votes/$id/affiche" params={{ id: poll.id }} className="self-start">
        {t('polls.poster.make')}
      </LinkButton>
      <Export poll={poll.id} />
      {hasReceipts(poll) && (
        <Link
          to="/votes/$id/recu"
          params={{ id: poll.id }}
          className="-my-2 inline-flex min-h-11 items-center self-start text-small font-strong text-leaf"
        >
          {t('polls.check')}
        </Link>
      )}
    </>
  );
  return (
    <Section title={t('polls.result')}>
      <Verdict poll={poll} result={result} />
      <ListenToPoll poll={poll} cast={cast} choices={() => spokenResult(t, locale, poll, result)} />
      <p className="text-small text-soft">{t('polls.result.ballots', { n: result.ballots })}</p>
      {many && files}
      <Why poll={poll} result={result} />
      {method.kind === 'judgment' ? (
        <JudgmentResults poll={poll} method={method} result={result} />
      ) : (
        <CountedResults poll={poll} result={result} />
      )}
      {method.kind === 'budget' && result.outcome && (
        <BudgetOutcome poll={poll} method={method} outcome={result.outcome} cast={cast} />
      )}
      {!many && files}
    </Section>
  );
}

/** The result as one sentence, which an animator can read aloud to a meeting. */
function Verdict({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const { key, params } = verdictOf(poll, result, useLocale());
  if (!result.quorumMet) return <Notice icon="warning">{t(key, params)}</Notice>;
  return <p className="max-w-prose text-head font-strong">{t(key, params)}</p>;
}

/** How the result came about, and ties; majority judgment and budgets tell the first part beside their figures. */
function Why({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const locale = useLocale();
  const all = poll.method.kind === 'choice' || poll.method.kind === 'quadratic';
  const why = reasonsOf(poll, result).filter(({ key }) => all || key === 'polls.why.quorum');
  return [...why, ...tiesOf(poll, result, locale)].map(({ key, params }) => (
    <p key={key} className="max-w-prose text-small">
      {t(key, params)}
    </p>
  ));
}

/** Votes or points, and where many were voted on, first those that won. */
function CountedResults({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const locale = useLocale();
  const rows = resultRows(poll, result);
  const budget = poll.method.kind === 'budget' ? poll.method : null;
  const won = rows.filter((r) => r.won);
  const many = rows.length > FEW;
  const [part, setPart] = useState<'won' | 'all'>(many && won.length > 0 ? 'won' : 'all');
  const [query, setQuery] = useState('');
  const equal = isTied(poll, result);
  const shown = matching(query.trim() === '' && part === 'won' ? won : rows, query);
  return (
    <>
      {budget && (
        <p className="num text-small">
          {t('polls.result.budget', {
            spent: amount(locale, { cents: spentCents(rows), currency: budget.currency }),
            budget: amount(locale, { cents: budget.budget, currency: budget.currency }),
          })}
        </p>
      )}
      {many && (
        <>
          <SearchField label={t('polls.result.search')} value={query} onValue={setQuery} />
          <FilterChips
            label={t('polls.result.part')}
            value={part}
            onValue={setPart}
            options={[
              { value: 'won', label: t(equal ? 'polls.result.tiedN' : 'polls.result.selectedN', { n: won.length }) },
              { value: 'all', label: t('polls.result.allN', { n: rows.length }) },
            ]}
          />
        </>
      )}
      {shown.length === 0 ? (
        <p role="status" className="text-small text-soft">
          {t('polls.result.noneFound')}
        </p>
      ) : (
        <ResultTable
          rows={shown}
          part={(r) => partOf(locale, poll, result, r.votes)}
          wonWord={t(equal ? 'polls.result.tied' : 'polls.result.selected')}
          budget={budget}
          scored={rows.some((r) => r.score !== null)}
        />
      )}
    </>
  );
}

/** One table for everyone, with bars for sighted readers. */
function ResultTable({
  rows,
  part,
  wonWord,
  budget,
  scored,
}: {
  rows: readonly ResultRow[];
  part: (row: ResultRow) => string;
  /** What is said of a row that won. */
  wonWord: string;
  budget: Extract<PollMethod, { kind: 'budget' }> | null;
  scored: boolean;
}) {
  const t = useT();
  const locale = useLocale();
  return (
    <table className="w-full border-separate border-spacing-0 rounded-card border border-line bg-surface text-small shadow-card">
      <caption className="sr-only">{t('polls.result')}</caption>
      <thead>
        <tr className="text-start text-tiny text-soft">
          <th scope="col" className="px-[min(0.875rem,14px)] py-2 text-start">
            {t('polls.result.option')}
          </th>
          {budget && (
            <th scope="col" className="py-2 pe-3 text-end max-rail:hidden">
              {t('polls.result.cost')}
            </th>
          )}
          <th scope="col" className="py-2 pe-[min(0.875rem,14px)] text-end">
            {t(scored ? 'polls.result.points' : 'polls.result.votes')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.option.id}>
            <th scope="row" className="border-t border-line px-[min(0.875rem,14px)] py-2.5 text-start font-normal">
              <OptionCell row={r} wonWord={wonWord} />
              {budget && r.cost !== null && (
                <span className="num ms-2 text-tiny text-soft rail:hidden">
                  {amount(locale, { cents: r.cost, currency: budget.currency })}
                </span>
              )}
            </th>
            {budget && (
              <td className="num border-t border-line py-2.5 pe-3 text-end max-rail:hidden">
                {r.cost !== null && amount(locale, { cents: r.cost, currency: budget.currency })}
              </td>
            )}
            <td className="num border-t border-line py-2.5 pe-[min(0.875rem,14px)] text-end align-top font-strong">
              {t('ui.number', { n: r.score ?? r.votes })}
              <span className="block text-tiny font-normal text-soft">{part(r)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
