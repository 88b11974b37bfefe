import type { ManuscriptStep } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { StateChip, type ActState } from '../../ui/feedback/Chip.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { StandingChip } from './Standing.tsx';

function Words({ step }: { step: ManuscriptStep }) {
  const t = useT();
  return (
    <>
      <p className="text-tiny text-soft">
        {step.mine ? t('publishing.me') : (step.by ?? t('publishing.nobody'))} · <DateTime at={step.at} />
      </p>
      {step.words && (
        <p className="break-words whitespace-pre-line" dir="auto">
          {typeset(step.words)}
        </p>
      )}
    </>
  );
}

/** What the other side said last. */
export const Said = ({ step }: { step: ManuscriptStep }) => (
  <Card as="div" className="flex flex-col gap-1">
    <Words step={step} />
  </Card>
);

/**
 * The states that a manuscript came into, the last first: when, by whom, and what they said.
 * @param moving the state of the act that led to the last one, while the server has not answered
 */
export function Steps({ steps, moving }: { steps: readonly ManuscriptStep[]; moving: ActState | undefined }) {
  const t = useT();
  return (
    <CardList label={t('publishing.steps')}>
      {steps.toReversed().map((step, i) => (
        <li key={`${step.at} ${step.state}`} className="flex flex-col gap-1 py-3">
          <p>{i === 0 && moving !== undefined ? <StateChip state={moving} /> : <StandingChip state={step.state} />}</p>
          <Words step={step} />
        </li>
      ))}
    </CardList>
  );
}
