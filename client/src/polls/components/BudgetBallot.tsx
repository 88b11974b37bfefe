import { typeset } from '../../i18n/typeset.ts';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { amount } from '../../i18n/when.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Stepper } from '../../ui/forms/Stepper.tsx';
import { pointsOf } from '../form.ts';
import { BallotRow } from './BallotRow.tsx';

type Budget = Extract<PollMethod, { kind: 'budget' }>;
type Chosen = Extract<BallotContent, { kind: 'budget' }>;
interface BudgetProps {
  method: Budget;
  options: readonly PollOption[];
  content: Chosen;
  onContent: (next: Chosen) => void;
}

/** Projects with their costs: approved by a tap, or given points where the poll counts points (P6). */
export function BudgetBallot({ method, options, content, onContent }: BudgetProps) {
  const t = useT();
  const locale = useLocale();
  const points = method.terms?.points ?? null;
  const given = pointsOf(content);
  const free = (points ?? 0) - Object.values(given).reduce((sum, n) => sum + n, 0);
  const money = (id: string): string => amount(locale, { cents: method.costs[id] ?? 0, currency: method.currency });
  const toggle = (id: string, on: boolean): void =>
    onContent({ kind: 'budget', projects: on ? content.projects.filter((p) => p !== id) : [...content.projects, id] });
  const give = (id: string, n: number): void => {
    const next = { ...given, [id]: n };
    onContent({ kind: 'budget', projects: Object.keys(next), points: Object.values(next) });
  };
  return (
    <>
      <p className="text-small text-soft">
        {points === null ? t('polls.budget.how') : t('polls.budget.howPoints', { n: points })}
      </p>
      <Card className="py-1!" as="div">
        <ul>
          {options.map((o) => (
            <BallotRow key={o.id} as="li" option={o}>
              {points === null ? (
                <label className="flex min-h-13 min-w-0 flex-1 basis-40 items-center gap-3 py-2">
                  <input
                    type="checkbox"
                    className="size-[clamp(20px,1.25rem,28px)] flex-none accent-leaf"
                    checked={o.id in given}
                    onChange={() => toggle(o.id, o.id in given)}
                  />
                  <span className="min-w-0 flex-1">
                    {typeset(o.label)}
                    <span className="num float-end ps-3 text-small text-soft">{money(o.id)}</span>
                  </span>
                </label>
              ) : (
                <div className="flex min-w-0 flex-1 basis-40 flex-wrap items-center justify-between gap-x-3 py-2">
                  <span className="min-w-0 flex-1 basis-36">
                    <span className="block">{typeset(o.label)}</span>
                    <span className="num text-small text-soft">{money(o.id)}</span>
                  </span>
                  <Stepper
                    label={t('polls.budget.pointsFor', { label: o.label })}
                    value={given[o.id] ?? 0}
                    max={(given[o.id] ?? 0) + Math.max(0, free)}
                    stops={t('polls.stops.points', { n: points })}
                    onChange={(n) => give(o.id, n)}
                  />
                </div>
              )}
            </BallotRow>
          ))}
        </ul>
      </Card>
    </>
  );
}
