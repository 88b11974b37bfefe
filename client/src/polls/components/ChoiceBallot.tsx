import { useId, useState } from 'react';
import type { BallotContent, PollOption } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { BallotRow } from './BallotRow.tsx';

type Choice = Extract<BallotContent, { kind: 'choice' }>;
interface ChoiceProps {
  options: readonly PollOption[];
  max: number;
  content: Choice;
  onContent: (next: Choice) => void;
  title: string;
}

/** One option (radio buttons), or up to `max` (checkboxes; once `max` is reached the others say why they do not take a tap). */
export function ChoiceBallot({ options, max, content, onContent, title }: ChoiceProps) {
  const t = useT();
  const name = useId();
  const single = max === 1;
  const full = !single && content.options.length >= max;
  // The option that was tapped although no more may be chosen.
  const [beyond, setBeyond] = useState<string | null>(null);
  const toggle = (id: string, on: boolean) => {
    setBeyond(full && !on ? id : null);
    if (full && !on) return;
    if (single) onContent({ kind: 'choice', options: [id] });
    else
      onContent({ kind: 'choice', options: on ? content.options.filter((o) => o !== id) : [...content.options, id] });
  };
  return (
    <Card className="py-1!" as="div">
      <fieldset>
        <legend className="sr-only">{typeset(title)}</legend>
        {options.map((o) => {
          const on = content.options.includes(o.id);
          return (
            <BallotRow key={o.id} as="div" option={o}>
              <label className="flex min-h-12 min-w-0 flex-1 basis-40 items-center gap-3 py-2">
                <input
                  type={single ? 'radio' : 'checkbox'}
                  name={name}
                  className="size-[clamp(20px,1.25rem,28px)] flex-none accent-leaf aria-disabled:opacity-40"
                  checked={on}
                  aria-disabled={(full && !on) || undefined}
                  onChange={() => toggle(o.id, on)}
                />
                <span className="min-w-0">{typeset(o.label)}</span>
              </label>
              {!single && (
                <p role="status" className="order-last basis-full text-tiny text-grain">
                  {beyond === o.id && full && t('polls.stops.choice', { n: max })}
                </p>
              )}
            </BallotRow>
          );
        })}
      </fieldset>
    </Card>
  );
}
