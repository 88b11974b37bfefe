import { useId } from 'react';
import type { BallotContent, PollOption } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { IconLink } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';

type Choice = Extract<BallotContent, { kind: 'choice' }>;
interface ChoiceProps {
  options: readonly PollOption[];
  max: number;
  content: Choice;
  onContent: (next: Choice) => void;
  title: string;
}

/** One option (radio buttons), or up to `max` (checkboxes; once `max` is reached the others are disabled). */
export function ChoiceBallot({ options, max, content, onContent, title }: ChoiceProps) {
  const t = useT();
  const name = useId();
  const single = max === 1;
  const toggle = (id: string, on: boolean) => {
    if (single) onContent({ kind: 'choice', options: [id] });
    else
      onContent({ kind: 'choice', options: on ? content.options.filter((o) => o !== id) : [...content.options, id] });
  };
  return (
    <Card className="py-1!" as="div">
      <fieldset>
        <legend className="sr-only">{title}</legend>
        {!single && (
          <p className="border-b border-line py-2 text-tiny text-soft" role="status">
            {t('polls.choice.count', { n: content.options.length, max })}
          </p>
        )}
        {options.map((o) => {
          const on = content.options.includes(o.id);
          return (
            <div key={o.id} className="flex items-center gap-1 border-b border-line last:border-0">
              <label className="flex min-h-12 min-w-0 flex-1 items-center gap-3 py-2">
                <input
                  type={single ? 'radio' : 'checkbox'}
                  name={name}
                  className="size-5 flex-none accent-leaf"
                  checked={on}
                  disabled={!single && !on && content.options.length >= max}
                  onChange={() => toggle(o.id, on)}
                />
                <span className="min-w-0">{o.label}</span>
              </label>
              {o.project && (
                <IconLink
                  icon="next"
                  label={t('polls.option.project', { label: o.label })}
                  to="/projets/$id"
                  params={{ id: o.project }}
                  className="-me-2"
                />
              )}
            </div>
          );
        })}
      </fieldset>
    </Card>
  );
}
