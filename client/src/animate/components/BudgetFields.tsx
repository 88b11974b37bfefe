import { useT } from '../../i18n/locale.ts';
import { AmountField } from '../../ui/forms/AmountField.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import type { PollFieldsProps } from './fields-props.ts';

/** The terms of a budget poll, frozen at opening: budget, rule, ballots; what few need to change is folded away (P6). */
export function BudgetFields({ form, put, error }: PollFieldsProps) {
  const t = useT();
  return (
    <>
      <AmountField
        label={t('animate.poll.budget')}
        value={form.budget}
        onValue={(budget) => put({ budget })}
        currency={form.currency}
        onCurrency={(currency) => put({ currency })}
        error={error('budget')}
      />
      <RadioGroup
        label={t('animate.poll.rule')}
        value={form.rule}
        onValue={(rule) => put({ rule })}
        options={[
          { value: 'equal-shares', label: t('animate.poll.rule.shares'), hint: t('animate.poll.rule.shares.hint') },
          { value: 'greedy', label: t('animate.poll.rule.greedy'), hint: t('animate.poll.rule.greedy.hint') },
          { value: 'greedy-no-skip', label: t('animate.poll.rule.noSkip'), hint: t('animate.poll.rule.noSkip.hint') },
        ]}
      />
      <details open={error('support') !== undefined || error('points') !== undefined || undefined}>
        <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">
          {t('animate.poll.terms')}
        </summary>
        <div className="flex flex-col gap-4 pt-1">
          <TextField
            label={t('animate.poll.points')}
            hint={t('animate.poll.points.hint')}
            inputMode="numeric"
            value={form.points}
            onValue={(points) => put({ points })}
            error={error('points')}
          />
          <TextField
            label={t('animate.poll.support')}
            hint={t('animate.poll.support.hint')}
            inputMode="numeric"
            value={form.support}
            onValue={(support) => put({ support })}
            error={error('support')}
          />
          <Select
            label={t('animate.poll.utility')}
            value={form.utility}
            onValue={(v) => put({ utility: v === 'cardinality' ? 'cardinality' : 'cost' })}
            options={[
              { value: 'cost', label: t('animate.poll.utility.cost') },
              { value: 'cardinality', label: t('animate.poll.utility.cardinality') },
            ]}
          />
          <Select
            label={t('animate.poll.completion')}
            value={form.completion}
            onValue={(v) => put({ completion: v === 'none' || v === 'add1' ? v : 'add1-greedy' })}
            options={[
              { value: 'add1-greedy', label: t('animate.poll.completion.both') },
              { value: 'add1', label: t('animate.poll.completion.add1') },
              { value: 'none', label: t('animate.poll.completion.none') },
            ]}
          />
          <Switch
            label={t('animate.poll.comparison')}
            hint={t('animate.poll.comparison.hint')}
            checked={form.comparison}
            onValue={(comparison) => put({ comparison })}
          />
        </div>
      </details>
    </>
  );
}
