import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { api, call } from '../../app/api.ts';
import { useDirtyForm } from '../../app/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAfterSignIn } from '../components/after-sign-in.ts';
import { Honeypot } from '../components/Honeypot.tsx';
import { FailureNote, useSubmit } from '../components/submit.tsx';

type Step = { at: 'email' } | { at: 'code' } | { at: 'profile'; signUpToken: string };
const EMPTY = { email: '', name: '', codeSent: false };

/** Address, code from the mail, name and password. The address asked for survives a killed tab, the password does not. */
export function SignUpPage() {
  const t = useT();
  const { suite } = useSearch({ from: '/inscription' });
  const after = useAfterSignIn(suite);
  const [startedAt] = useState(() => Date.now());
  const [draft, setDraft, clearDraft, loaded] = useDraft('sign-up', EMPTY);
  const [step, setStep] = useState<Step | null>(null);
  const [website, setWebsite] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, submit, setFailure } = useSubmit();
  useDirtyForm(code !== '' || password !== '');
  if (!loaded) return <Page title={t('accounts.signUp.title')}>{null}</Page>;
  const here: Step = step ?? { at: draft.codeSent ? 'code' : 'email' };
  const go = (next: Step) => {
    setFailure(null);
    setStep(next);
  };

  const askCode = async (e?: FormEvent) => {
    e?.preventDefault();
    const done = await submit(() => call(() => api.accounts.requestCode.mutate({ email: draft.email, website, startedAt })));
    if (!done) return;
    setDraft({ ...draft, codeSent: true });
    go({ at: 'code' });
  };
  const checkCode = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() => call(() => api.accounts.verifyCode.mutate({ email: draft.email, code })));
    if (done) go({ at: 'profile', signUpToken: done.value.signUpToken });
  };
  const register = async (e: FormEvent) => {
    e.preventDefault();
    if (here.at !== 'profile') return;
    const done = await submit(() => call(() => api.accounts.register.mutate({ signUpToken: here.signUpToken, name: draft.name, password })));
    if (!done) return;
    await clearDraft();
    await after(done.value, draft.email);
  };

  return (
    <Page title={t('accounts.signUp.title')} back="/connexion">
      {here.at === 'email' && (
        <form className="relative flex flex-col gap-4" onSubmit={(e) => void askCode(e)}>
          <p>{t('accounts.signUp.why')}</p>
          <TextField label={t('accounts.email')} type="email" name="email" autoComplete="email" inputMode="email" required value={draft.email} onValue={(email) => setDraft({ ...draft, email })} hint={t('accounts.signUp.emailHint')} />
          <Honeypot value={website} onValue={setWebsite} />
          <FailureNote failure={failure} />
          <Button type="submit" block busy={busy}>{t('accounts.signUp.sendCode')}</Button>
          <Link to="/connexion" search={suite === undefined ? {} : { suite }} className="inline-flex min-h-11 items-center text-leaf">{t('accounts.signUp.have')}</Link>
        </form>
      )}
      {here.at === 'code' && (
        <form className="flex flex-col gap-4" onSubmit={(e) => void checkCode(e)}>
          <Notice icon="send" tone="leaf">{t('accounts.code.sent', { email: draft.email })}</Notice>
          <CodeField code={code} onCode={setCode} />
          <FailureNote failure={failure} />
          <Button type="submit" block busy={busy} disabled={code.length !== 6}>{t('accounts.code.check')}</Button>
          <Button variant="plain" onClick={() => { setDraft({ ...draft, codeSent: false }); go({ at: 'email' }); }}>{t('accounts.code.again')}</Button>
        </form>
      )}
      {here.at === 'profile' && (
        <form className="flex flex-col gap-4" onSubmit={(e) => void register(e)}>
          <Notice icon="ok" tone="leaf">{t('accounts.code.confirmed')}</Notice>
          <TextField label={t('accounts.name')} name="name" autoComplete="name" required maxLength={TEXT.name} value={draft.name} onValue={(name) => setDraft({ ...draft, name })} hint={t('accounts.nameHint')} />
          <TextField label={t('accounts.newPassword')} type="password" name="new-password" autoComplete="new-password" required minLength={10} maxLength={200} value={password} onValue={setPassword} hint={t('accounts.passwordHint')} />
          <FailureNote failure={failure} />
          <Button type="submit" block busy={busy}>{t('accounts.signUp.do')}</Button>
        </form>
      )}
    </Page>
  );
}

/** Six digits, one field, filled in by the phone where it can. */
export function CodeField({ code, onCode }: { code: string; onCode: (v: string) => void }) {
  const t = useT();
  return (
    <TextField
      label={t('accounts.code')} name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={6} value={code}
      onValue={(v) => onCode(v.replace(/\D/g, '').slice(0, 6))} hint={t('accounts.code.hint')}
    />
  );
}
