import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import type { MemberFormProps } from './member-form.ts';
import { ReasonedForm } from './ReasonedForm.tsx';

/** Bans a member, or lifts the ban, with a reason. */
export function BanForm({ member, onDone }: MemberFormProps) {
  const t = useT();
  const banned = member.status === 'banned';
  const change = (reason: string) => {
    const asked = { member: member.id, reason };
    return call((api) => (banned ? api.administration.lift.mutate(asked) : api.administration.ban.mutate(asked)));
  };
  return (
    <ReasonedForm
      button={{
        children: t(banned ? 'administration.lift.go' : 'administration.ban.go'),
        variant: banned ? 'primary' : 'danger',
      }}
      change={change}
      onDone={() => onDone(t(banned ? 'administration.lift.done' : 'administration.ban.done', { name: member.name }))}
    >
      {banned ? (
        <Notice icon="no" tone="plain">
          {t('administration.ban.because', { reason: member.reason ?? '' })}
        </Notice>
      ) : (
        <p className="text-small">{t('administration.ban.text')}</p>
      )}
    </ReasonedForm>
  );
}
