import { useId } from 'react';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { bestFirst, initialsOf, shadeOf } from '../grades.ts';
import { OptionName } from './OptionName.tsx';

type Grades = Extract<BallotContent, { kind: 'judgment' }>;
type Judgment = Extract<PollMethod, { kind: 'judgment' }>;
interface JudgmentProps {
  method: Judgment;
  options: readonly PollOption[];
  content: Grades;
  onContent: (next: Grades) => void;
}

/** What the initials and colours of the grades mean. */
function Legend({ grades }: { grades: readonly string[] }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-3 gap-y-1 text-tiny text-soft">
      {bestFirst(grades).map(({ grade, name }) => (
        <li key={grade} className="flex items-center gap-1.5">
          <i
            className={`h-1.5 w-4 rounded-full forced-color-adjust-none ${shadeOf(grade, grades.length).background}`}
          />
          <b className="text-ink">{initialsOf(name)}</b> {typeset(name)}
        </li>
      ))}
    </ul>
  );
}

/** One option: its grades side by side, best first; the chosen one in words above them. */
function OptionGrades({
  option,
  grades,
  chosen,
  onGrade,
}: {
  option: PollOption;
  grades: readonly string[];
  chosen: number | undefined;
  onGrade: (grade: number | undefined) => void;
}) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className="border-b border-line py-3 last:border-0">
      <legend className="sr-only">{typeset(option.label)}</legend>
      <div className="mb-2 flex flex-wrap items-start gap-x-2">
        <p className="min-w-0 flex-1 basis-36 leading-snug">
          <OptionName option={option} />
        </p>
        {chosen === undefined ? (
          <span className="text-small text-soft">{t('polls.judgment.none')}</span>
        ) : (
          <span className="flex items-center text-small font-strong">
            {typeset(grades[chosen] ?? '')}
            <IconButton
              icon="no"
              label={t('polls.judgment.clear', { label: option.label })}
              className="-my-3 -me-2.5"
              onClick={() => onGrade(undefined)}
            />
          </span>
        )}
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(1.7rem,1fr))] gap-1">
        {bestFirst(grades).map(({ grade, name: word }) => (
          <label
            key={grade}
            className="relative flex min-h-11 min-w-0 flex-col items-center justify-end gap-1 overflow-hidden rounded-inner border border-line bg-surface text-small text-soft has-checked:border-2 has-checked:border-ink has-checked:font-strong has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-leaf"
          >
            <input
              type="radio"
              name={name}
              aria-label={typeset(word)}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
              checked={grade === chosen}
              onChange={() => onGrade(grade)}
            />
            <span aria-hidden="true">{initialsOf(word)}</span>
            <i
              aria-hidden="true"
              className={`w-full forced-color-adjust-none ${grade === chosen ? 'h-3' : 'h-1.5'} ${shadeOf(grade, grades.length).background}`}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A grade for each option (P5); what has none counts as the poll's grade for that. */
export function JudgmentBallot({ method, options, content, onContent }: JudgmentProps) {
  const put = (id: string, grade: number | undefined): void => {
    const { [id]: _before, ...others } = content.grades;
    onContent({ kind: 'judgment', grades: grade === undefined ? others : { ...others, [id]: grade } });
  };
  return (
    <>
      <Legend grades={method.grades} />
      <Card className="py-0!" as="div">
        {options.map((o) => (
          <OptionGrades
            key={o.id}
            option={o}
            grades={method.grades}
            chosen={content.grades[o.id]}
            onGrade={(grade) => put(o.id, grade)}
          />
        ))}
      </Card>
    </>
  );
}
