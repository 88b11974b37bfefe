import type { Poll, PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { bestFirst, shadeOf } from '../grades.ts';
import { isTied } from '../why.ts';
import { OptionName } from './OptionName.tsx';
import { ProfileBar } from './ProfileBar.tsx';

interface JudgmentResultsProps {
  poll: Poll;
  method: Extract<PollMethod, { kind: 'judgment' }>;
  result: PollResult;
}

/** How many ballots gave each grade, option by option. */
function Figures({ poll, method, result }: JudgmentResultsProps) {
  const t = useT();
  const labels = new Map(poll.options.map((o) => [o.id, o.label]));
  return (
    <details className="text-small">
      <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">{t('polls.judgment.figures')}</summary>
      <ul className="divide-y divide-line">
        {result.counts.map((c) => (
          <li key={c.option} className="py-2">
            {typeset(labels.get(c.option) ?? '')}
            <ul className="num flex flex-wrap gap-x-4 text-tiny text-soft">
              {bestFirst(method.grades).map(({ grade, name }) => (
                <li key={grade}>
                  {typeset(name)} <b className="text-ink">{t('ui.number', { n: c.grades?.[grade] ?? 0 })}</b>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Options by rank, each with its majority grade and how it was graded (P5). */
export function JudgmentResults({ poll, method, result }: JudgmentResultsProps) {
  const t = useT();
  const options = new Map(poll.options.map((o) => [o.id, o]));
  const winners = new Set(result.winners);
  return (
    <>
      <p className="text-small text-soft">{t('polls.judgment.read')}</p>
      <CardList label={t('polls.result')}>
        {result.counts.map((c) => {
          const option = options.get(c.option);
          const grade = c.grade === null || c.grade === undefined ? null : c.grade;
          return option ? (
            <li key={c.option} className="py-3">
              <div className="mb-1.5 flex flex-wrap items-baseline gap-x-2">
                <span className="num w-6 flex-none text-head" aria-label={t('polls.judgment.rank', { n: c.rank ?? 0 })}>
                  {c.rank}
                </span>
                <span className="min-w-0 flex-1 basis-36">
                  <OptionName option={option} />
                </span>
                {grade !== null && (
                  <span className="flex flex-none items-center gap-1.5 text-small font-strong">
                    <i
                      aria-hidden="true"
                      className={`size-3 rounded-full forced-color-adjust-none ${shadeOf(grade, method.grades.length).background}`}
                    />
                    {typeset(method.grades[grade] ?? '')}
                  </span>
                )}
              </div>
              <ProfileBar label={option.label} grades={method.grades} counts={c.grades ?? []} />
              {winners.has(c.option) && (
                <p className="mt-1.5">
                  <Chip tone="leaf" icon="ok">
                    {t(isTied(poll, result) ? 'polls.result.tied' : 'polls.result.selected')}
                  </Chip>
                </p>
              )}
            </li>
          ) : null;
        })}
      </CardList>
      <Figures poll={poll} method={method} result={result} />
    </>
  );
}
