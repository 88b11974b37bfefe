import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../platform/network/api.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { LanguageSwitch } from '../../ui/forms/LanguageSwitch.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { deviceOf } from '../device-accounts.ts';
import { AccountChooser } from '../components/lock/AccountChooser.tsx';
import { Banned } from '../components/sign-in/Banned.tsx';
import { useAfterSignIn } from '../components/sign-in/after-sign-in.ts';
import { Provider } from '../components/sign-in/Provider.tsx';
import { AddressField } from '../components/sign-up/AddressField.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';

/** Sign-in; on a shared phone the members of this device come first. */
export function SignInPage() {
  const t = useT();
  const { suite } = useSearch({ from: '/connexion' });
  const after = useAfterSignIn(suite);
  const member = useMember();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(email !== '' || password !== '');
  const signIn = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() =>
      call(async (api) => api.accounts.signIn.mutate({ email, password, device: await deviceOf(email) })),
    );
    if (done) await after(done.value, email);
  };
  return (
    <Page title={t('accounts.signIn.title')}>
      {suite !== undefined && !member && (
        <Notice icon="lock" tone="leaf">
          {t('accounts.signIn.toContinue')}
        </Notice>
      )}
      <AccountChooser suite={suite} />
      <form className="flex flex-col gap-4" onSubmit={(e) => void signIn(e)}>
        <AddressField autoComplete="username" value={email} onValue={setEmail} />
        <TextField
          label={t('accounts.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <FailureNote failure={failure} />
        <Button type="submit" block busy={busy}>
          {t('accounts.signIn.do')}
        </Button>
      </form>
      {failure?.code === 'account.banned' && (
        <Banned email={email} password={password} reason={failure.params['reason']} />
      )}
      <Provider />
      <div className="flex flex-col items-start">
        <Link
          to="/mot-de-passe"
          search={suite === undefined ? {} : { suite }}
          className="inline-flex min-h-11 items-center text-leaf"
        >
          {t('accounts.signIn.forgot')}
        </Link>
        <Link
          to="/inscription"
          search={suite === undefined ? {} : { suite }}
          className="inline-flex min-h-11 items-center text-leaf"
        >
          {t('accounts.signIn.none')}
        </Link>
        <LanguageSwitch />
      </div>
    </Page>
  );
}
