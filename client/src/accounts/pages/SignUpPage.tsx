import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { spelled } from '@egoejo/shared/invitations/model.ts';
import { call } from '../../platform/network/api.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { forgetInvitation, keptInvitation } from '../../platform/storage/kept-invitation.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { LanguageSwitch } from '../../ui/forms/LanguageSwitch.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { NewPassword } from '../components/security/passwords.tsx';
import { useAfterSignIn } from '../components/sign-in/after-sign-in.ts';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { EMPTY_DRAFT, type StepProps } from '../components/sign-up/draft.ts';
import { AddressStep } from '../components/sign-up/AddressStep.tsx';
import { CodeStep } from '../components/sign-up/CodeStep.tsx';

/**
 * Sign-up: address, code from the mail, name and password. The address survives a killed tab, the password does not.
 */
export function SignUpPage() {
  const t = useT();
  const [draft, setDraft, clearDraft, loaded] = useDraft('sign-up', EMPTY_DRAFT);
  const [signUpToken, setSignUpToken] = useState<string | null>(null);
  const steps = { draft, setDraft };
  return (
    <Page title={t('accounts.signUp.title')} back="/connexion">
      {loaded && !draft.codeSent && <AddressStep {...steps} />}
      {loaded && draft.codeSent && signUpToken === null && <CodeStep {...steps} onConfirmed={setSignUpToken} />}
      {loaded && draft.codeSent && signUpToken !== null && (
        <ProfileStep {...steps} signUpToken={signUpToken} onDone={clearDraft} />
      )}
      <div>
        <LanguageSwitch />
      </div>
    </Page>
  );
}

function ProfileStep({
  draft,
  setDraft,
  signUpToken,
  onDone,
}: StepProps & { signUpToken: string; onDone: () => Promise<void> }) {
  const t = useT();
  const { suite } = useSearch({ from: '/inscription' });
  const after = useAfterSignIn(suite);
  const [password, setPassword] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(password !== '');
  const [invitation, setInvitation] = useState(() => {
    const kept = keptInvitation();
    return kept ? spelled(kept) : '';
  });
  const register = async (by: string) => {
    const done = await submit(() =>
      call((api) =>
        api.accounts.register.mutate({ signUpToken, name: draft.name, password, ...(by !== '' && { invitation: by }) }),
      ),
    );
    if (!done) return;
    forgetInvitation();
    const { email } = draft;
    await onDone();
    await after(done.value, email);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        void register(invitation.trim());
      }}
    >
      <Notice icon="ok" tone="leaf">
        {t('accounts.code.confirmed')}
      </Notice>
      <TextField
        label={t('accounts.name')}
        name="name"
        autoComplete="name"
        required
        maxLength={TEXT.name}
        value={draft.name}
        onValue={(name) => setDraft({ ...draft, name })}
        hint={t('accounts.nameHint')}
      />
      <NewPassword value={password} onValue={setPassword} />
      <TextField
        label={t('invitations.codeOptional')}
        name="invitation"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={300}
        value={invitation}
        onValue={setInvitation}
      />
      <FailureNote failure={failure} />
      {failure?.code.startsWith('invitation.') && (
        <Button variant="quiet" block busy={busy} onClick={() => void register('')}>
          {t('invitations.without')}
        </Button>
      )}
      <Button type="submit" block busy={busy}>
        {t('accounts.signUp.do')}
      </Button>
    </form>
  );
}
