import type { ManuscriptStep } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { StandingChip } from './Standing.tsx';

/** The states that a manuscript came into, the last first: when, by whom, and what they said. */
export function Steps({ steps }: { steps: readonly ManuscriptStep[] }) {
  const t = useT();
  return (
    <CardList label={t('publishing.steps')}>
      {steps.toReversed().map((step) => (
        <li key={`${step.at} ${step.state}`} className="flex flex-col gap-1 py-3">
          <p className="flex flex-wrap items-center gap-2 text-tiny text-soft">
            <StandingChip state={step.state} />
            <span>
              {step.mine ? t('publishing.me') : (step.by ?? t('publishing.nobody'))} · <DateTime at={step.at} />
            </span>
          </p>
          {step.words && (
            <p className="break-words whitespace-pre-line" dir="auto">
              {typeset(step.words)}
            </p>
          )}
        </li>
      ))}
    </CardList>
  );
}
