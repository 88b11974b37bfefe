import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { CODE_DIGITS } from '@egoejo/shared/accounts/model.ts';
import { call } from '../../platform/network/api.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { deviceOf } from '../device-accounts.ts';
import { useAfterSignIn } from '../components/sign-in/after-sign-in.ts';
import { Honeypot } from '../components/sign-in/Honeypot.tsx';
import { NewPassword } from '../components/security/passwords.tsx';
import { AddressField } from '../components/sign-up/AddressField.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { CodeField } from '../components/sign-in/CodeField.tsx';
import { atHumanPace } from '../pace.ts';

/** A new password by a mailed code. The answer is the same whether the address is known or not. */
export function ResetPage() {
  const t = useT();
  const { suite } = useSearch({ from: '/mot-de-passe' });
  const after = useAfterSignIn(suite);
  const [startedAt] = useState(() => Date.now());
  const [sent, setSent] = useState(false);
  const [email, setEmail] = useState('');
  const [website, setWebsite] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(email !== '' || code !== '' || password !== '');
  const ask = async (e: FormEvent) => {
    e.preventDefault();
    const asked = await submit(async () => {
      await atHumanPace(startedAt);
      return call((api) => api.accounts.requestReset.mutate({ email, website, startedAt }));
    });
    if (asked) setSent(true);
  };
  const reset = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() =>
      call(async (api) => api.accounts.reset.mutate({ email, code, password, device: await deviceOf(email) })),
    );
    if (done) await after(done.value, email);
  };
  return (
    <Page title={t('accounts.reset.title')} back="/connexion">
      {sent ? (
        <form className="flex flex-col gap-4" onSubmit={(e) => void reset(e)}>
          <Notice icon="send" tone="leaf">
            {t('accounts.code.sent', { email })}
          </Notice>
          <CodeField code={code} onCode={setCode} />
          <NewPassword value={password} onValue={setPassword} />
          <FailureNote failure={failure} />
          <Button type="submit" block busy={busy} disabled={code.length !== CODE_DIGITS}>
            {t('accounts.reset.do')}
          </Button>
          <Button variant="plain" onClick={() => setSent(false)}>
            {t('accounts.code.again')}
          </Button>
        </form>
      ) : (
        <form className="relative flex flex-col gap-4" onSubmit={(e) => void ask(e)}>
          <p>{t('accounts.reset.why')}</p>
          <AddressField autoComplete="username" value={email} onValue={setEmail} />
          <Honeypot value={website} onValue={setWebsite} />
          <FailureNote failure={failure} />
          <Button type="submit" block busy={busy}>
            {t('accounts.signUp.sendCode')}
          </Button>
        </form>
      )}
    </Page>
  );
}
