import { useT } from '../../i18n/locale.ts';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { BudgetFields } from './BudgetFields.tsx';
import type { PollFieldsProps } from './fields-props.ts';
import { JudgmentFields } from './JudgmentFields.tsx';

const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);
const shown = (n: number): string => (Number.isNaN(n) ? '' : String(n));

/** What decides ties; the server freezes it when the poll opens (shared/src/polls/ties.ts). */
const TIES = {
  choice: 'animate.poll.ties.shared',
  quadratic: 'animate.poll.ties.shared',
  judgment: 'animate.poll.ties.medians',
  budget: 'animate.poll.ties.votesCostId',
} as const;

/** The method of the poll and its numbers. */
export function MethodFields({ form, put, error }: PollFieldsProps) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={t('animate.poll.method')}
        value={form.kind}
        onValue={(kind) => put({ kind })}
        options={[
          { value: 'choice', label: t('animate.poll.choice'), hint: t('animate.poll.choice.hint') },
          { value: 'judgment', label: t('animate.poll.judgment'), hint: t('animate.poll.judgment.hint') },
          { value: 'budget', label: t('animate.poll.budgetKind'), hint: t('animate.poll.budgetKind.hint') },
          { value: 'quadratic', label: t('animate.poll.quadratic'), hint: t('animate.poll.quadratic.hint') },
        ]}
      />
      {form.kind === 'choice' && (
        <TextField
          label={t('animate.poll.max')}
          inputMode="numeric"
          value={shown(form.max)}
          onValue={(v) => put({ max: whole(v) })}
          error={error('max')}
        />
      )}
      {form.kind === 'judgment' && <JudgmentFields form={form} put={put} error={error} />}
      {form.kind === 'budget' && <BudgetFields form={form} put={put} error={error} />}
      {form.kind === 'quadratic' && (
        <div className="columns-fit gap-3">
          <TextField
            label={t('animate.poll.credits')}
            inputMode="numeric"
            value={shown(form.credits)}
            onValue={(v) => put({ credits: whole(v) })}
            error={error('credits')}
          />
          {!form.secret && (
            <TextField
              label={t('animate.poll.unit')}
              inputMode="numeric"
              value={shown(form.unit)}
              onValue={(v) => put({ unit: whole(v) })}
              error={error('unit')}
            />
          )}
        </div>
      )}
      <p className="text-tiny text-soft">{t(TIES[form.kind])}</p>
    </>
  );
}
