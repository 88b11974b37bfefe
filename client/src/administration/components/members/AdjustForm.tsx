import { useState } from 'react';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { MOST_ADJUSTED } from '@egoejo/shared/saka/adjust.ts';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { RadioGroup } from '../../../ui/forms/choices.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import type { MemberFormProps } from './member-form.ts';
import { ReasonedForm } from './ReasonedForm.tsx';

/**
 * A manual adjustment (R6). The idempotency key is created with the form, so a second tap, or a retry after a lost
 * answer, is the same adjustment.
 */
export function AdjustForm({ member, onDone }: MemberFormProps) {
  const t = useT();
  const [key] = useState(() => newId());
  const [way, setWay] = useState<'add' | 'take'>('add');
  const [amount, setAmount] = useState('');
  const grains = (/^\d{1,4}$/.test(amount.trim()) ? Number(amount) : 0) * (way === 'add' ? 1 : -1);
  const left = member.balance + grains;
  const wrong =
    amount.trim() !== '' && (grains === 0 || Math.abs(grains) > MOST_ADJUSTED)
      ? t('administration.adjust.bounds', { most: MOST_ADJUSTED })
      : left < 0
        ? t('administration.adjust.below')
        : undefined;
  return (
    <ReasonedForm
      button={{ children: t('administration.adjust.go'), disabled: grains === 0 || wrong !== undefined }}
      change={(reason) => call((api) => api.administration.adjust.mutate({ key, member: member.id, grains, reason }))}
      onDone={({ balance }) => onDone(t('administration.adjust.done', { name: member.name, n: balance }))}
    >
      <RadioGroup
        label={t('administration.adjust.way')}
        hideLabel
        value={way}
        onValue={setWay}
        options={[
          { value: 'add', label: t('administration.adjust.add') },
          { value: 'take', label: t('administration.adjust.take') },
        ]}
      />
      <TextField
        label={t('administration.adjust.grains')}
        inputMode="numeric"
        autoComplete="off"
        value={amount}
        onValue={setAmount}
        error={wrong}
        hint={t('administration.adjust.left', { n: Math.max(0, left) })}
      />
    </ReasonedForm>
  );
}
