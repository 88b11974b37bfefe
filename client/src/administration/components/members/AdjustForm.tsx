import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { MOST_ADJUSTED } from '@egoejo/shared/saka/adjust.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { RadioGroup } from '../../../ui/forms/choices.tsx';
import { TextArea, TextField } from '../../../ui/forms/text-fields.tsx';
import type { MemberFormProps } from './member-form.ts';

/**
 * A manual adjustment (R6). The idempotency key is created with the form, so a second tap, or a retry after a lost
 * answer, is the same adjustment.
 */
export function AdjustForm({ member, onDone }: MemberFormProps) {
  const t = useT();
  const [key] = useState(() => newId());
  const [way, setWay] = useState<'add' | 'take'>('add');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const { busy, failure, submit } = useSubmit();
  const grains = (/^\d{1,4}$/.test(amount.trim()) ? Number(amount) : 0) * (way === 'add' ? 1 : -1);
  const left = member.balance + grains;
  const wrong =
    amount.trim() !== '' && (grains === 0 || Math.abs(grains) > MOST_ADJUSTED)
      ? t('administration.adjust.bounds', { most: MOST_ADJUSTED })
      : left < 0
        ? t('administration.adjust.below')
        : undefined;
  const go = async () => {
    const done = await submit(() =>
      call((api) => api.administration.adjust.mutate({ key, member: member.id, grains, reason: reason.trim() })),
    );
    if (done) onDone(t('administration.adjust.done', { name: member.name, n: done.value.balance }));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
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
      <TextArea
        label={t('administration.reason')}
        hint={t('administration.reason.hint')}
        value={reason}
        onValue={setReason}
        maxLength={TEXT.summary}
        rows={2}
      />
      <FailureNote failure={failure} />
      <Button
        type="submit"
        block
        busy={busy}
        disabled={grains === 0 || wrong !== undefined || !isVisible(reason) || reason.trim().length < 3}
      >
        {t('administration.adjust.go')}
      </Button>
    </form>
  );
}
