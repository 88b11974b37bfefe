import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { CODE_DIGITS, TEXT } from '@egoejo/shared/accounts/model.ts';
import { spelled } from '@egoejo/shared/invitations/model.ts';
import { api, call } from '../../platform/api.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { forgetInvitation, keptInvitation } from '../../invitations/kept-code.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAfterSignIn } from '../components/after-sign-in.ts';
import { Honeypot } from '../components/Honeypot.tsx';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';

const EMPTY = { email: '', name: '', codeSent: false };
type Draft = typeof EMPTY;
interface StepProps {
  draft: Draft;
  setDraft: (next: Draft) => void;
}

/**
 * Sign-up: address, code from the mail, name and password. The address survives a killed tab, the password does not.
 */
export function SignUpPage() {
  const t = useT();
  const [draft, setDraft, clearDraft, loaded] = useDraft('sign-up', EMPTY);
  const [signUpToken, setSignUpToken] = useState<string | null>(null);
  const steps = { draft, setDraft };
  return (
    <Page title={t('accounts.signUp.title')} back="/connexion">
      {loaded && !draft.codeSent && <AddressStep {...steps} />}
      {loaded && draft.codeSent && signUpToken === null && <CodeStep {...steps} onConfirmed={setSignUpToken} />}
      {loaded && draft.codeSent && signUpToken !== null && (
        <ProfileStep {...steps} signUpToken={signUpToken} onDone={clearDraft} />
      )}
    </Page>
  );
}

function AddressStep({ draft, setDraft }: StepProps) {
  const t = useT();
  const { suite } = useSearch({ from: '/inscription' });
  const [startedAt] = useState(() => Date.now());
  const [website, setWebsite] = useState('');
  const { busy, failure, submit } = useSubmit();
  const askCode = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() =>
      call(() => api.accounts.requestCode.mutate({ email: draft.email, website, startedAt })),
    );
    if (done) setDraft({ ...draft, codeSent: true });
  };
  return (
    <form className="relative flex flex-col gap-4" onSubmit={(e) => void askCode(e)}>
      <p>{t('accounts.signUp.why')}</p>
      <TextField
        label={t('accounts.email')}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        required
        value={draft.email}
        onValue={(email) => setDraft({ ...draft, email })}
        hint={t('accounts.signUp.emailHint')}
      />
      <Honeypot value={website} onValue={setWebsite} />
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy}>
        {t('accounts.signUp.sendCode')}
      </Button>
      <Link
        to="/connexion"
        search={suite === undefined ? {} : { suite }}
        className="inline-flex min-h-11 items-center text-leaf"
      >
        {t('accounts.signUp.have')}
      </Link>
      <Link to="/invitation" className="inline-flex min-h-11 items-center text-leaf">
        {t('invitations.have')}
      </Link>
    </form>
  );
}

function CodeStep({ draft, setDraft, onConfirmed }: StepProps & { onConfirmed: (signUpToken: string) => void }) {
  const t = useT();
  const [code, setCode] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(code !== '');
  const checkCode = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() => call(() => api.accounts.verifyCode.mutate({ email: draft.email, code })));
    if (done) onConfirmed(done.value.signUpToken);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(e) => void checkCode(e)}>
      <Notice icon="send" tone="leaf">
        {t('accounts.code.sent', { email: draft.email })}
      </Notice>
      <CodeField code={code} onCode={setCode} />
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy} disabled={code.length !== CODE_DIGITS}>
        {t('accounts.code.check')}
      </Button>
      <Button variant="plain" onClick={() => setDraft({ ...draft, codeSent: false })}>
        {t('accounts.code.again')}
      </Button>
    </form>
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
      call(() =>
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
      <TextField
        label={t('accounts.newPassword')}
        type="password"
        name="new-password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        value={password}
        onValue={setPassword}
        hint={t('accounts.passwordHint')}
      />
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

/** The digits of a mailed code in one field, filled in by the phone where it can. */
export function CodeField({ code, onCode }: { code: string; onCode: (v: string) => void }) {
  const t = useT();
  return (
    <TextField
      label={t('accounts.code')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      maxLength={CODE_DIGITS}
      value={code}
      onValue={(v) => onCode(v.replace(/\D/g, '').slice(0, CODE_DIGITS))}
      hint={t('accounts.code.hint')}
    />
  );
}
