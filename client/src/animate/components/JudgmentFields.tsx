import { useT } from '../../i18n/locale.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { gradesOf } from '../poll-method.ts';
import type { PollFieldsProps } from './fields-props.ts';

/** The grades of a poll by majority judgment, and what an ungraded option counts as (P5). */
export function JudgmentFields({ form, put, error }: PollFieldsProps) {
  const t = useT();
  const grades = gradesOf(form.grades);
  return (
    <>
      <TextArea
        label={t('animate.poll.grades')}
        hint={t('animate.poll.grades.hint')}
        value={form.grades}
        onValue={(text) => put({ grades: text })}
        error={error('grades')}
        maxLength={700}
        rows={7}
      />
      <Select
        label={t('animate.poll.ungraded')}
        value={String(Math.min(form.ungraded, Math.max(0, grades.length - 1)))}
        onValue={(v) => put({ ungraded: Number(v) })}
        options={grades.map((label, i) => ({ value: String(i), label }))}
      />
    </>
  );
}
