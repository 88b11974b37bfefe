import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { useFlag } from '../../../saka/model.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Honeypot } from '../sign-in/Honeypot.tsx';
import { AddressField } from './AddressField.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { atHumanPace } from '../../pace.ts';
import type { StepProps } from './draft.ts';

/** Asks for the address and has a code mailed to it. */
export function AddressStep({ draft, setDraft }: StepProps) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const { suite } = useSearch({ from: '/inscription' });
  const [startedAt] = useState(() => Date.now());
  const [website, setWebsite] = useState('');
  const { busy, failure, submit } = useSubmit();
  const askCode = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(async () => {
      await atHumanPace(startedAt);
      return call((api) => api.accounts.requestCode.mutate({ email: draft.email, website, startedAt }));
    });
    if (done) setDraft({ ...draft, codeSent: true });
  };
  return (
    <form className="relative flex flex-col gap-4" onSubmit={(e) => void askCode(e)}>
      <p>{t(grains ? 'accounts.signUp.why' : 'accounts.signUp.whyOff')}</p>
      <AddressField
        autoComplete="email"
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
