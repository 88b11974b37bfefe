import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { TextArea } from '../../../ui/forms/text-fields.tsx';
import type { MemberFormProps } from './member-form.ts';

/** Bans a member, or lifts the ban, with a reason. */
export function BanForm({ member, onDone }: MemberFormProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const { busy, failure, submit } = useSubmit();
  const banned = member.status === 'banned';
  const go = async () => {
    const asked = { member: member.id, reason: reason.trim() };
    const done = await submit(() =>
      call((api) => (banned ? api.administration.lift.mutate(asked) : api.administration.ban.mutate(asked))),
    );
    if (done) onDone(t(banned ? 'administration.lift.done' : 'administration.ban.done', { name: member.name }));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      {banned ? (
        <Notice icon="no" tone="plain">
          {t('administration.ban.because', { reason: member.reason ?? '' })}
        </Notice>
      ) : (
        <p className="text-small">{t('administration.ban.text')}</p>
      )}
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
        variant={banned ? 'primary' : 'danger'}
        busy={busy}
        disabled={!isVisible(reason) || reason.trim().length < 3}
      >
        {t(banned ? 'administration.lift.go' : 'administration.ban.go')}
      </Button>
    </form>
  );
}
