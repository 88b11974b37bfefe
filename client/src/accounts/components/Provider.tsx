import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { api, call } from '../../app/api.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { useDeviceAccounts } from '../device-accounts.ts';
import { useAfterSignIn } from './after-sign-in.ts';
import { FailureNote, useSubmit } from './submit.tsx';

/** The button of the OpenID provider, where this place has one, and what follows when the browser comes back from there. */
export function Provider() {
  const t = useT();
  const { suite, entree, echec } = useSearch({ from: '/connexion' });
  const after = useAfterSignIn(suite);
  const { busy, failure, submit } = useSubmit();
  const [name, setName] = useState<string | null>(null);
  const accounts = useDeviceAccounts((s) => s.accounts);
  const begun = useRef(false);
  useEffect(() => {
    let gone = false;
    void call(() => api.accounts.signInWays.query()).then((ways) => {
      if (!gone && ways.ok) setName(ways.value.oidc?.name ?? null);
    });
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    // The server has set its cookie: trading it once says who came.
    if (entree === undefined || begun.current) return;
    begun.current = true;
    void submit(() => call(() => api.accounts.refresh.mutate())).then((done) => (done ? after(done.value, null) : undefined));
  }, [entree, submit, after]);
  const refused = errorCodes.find((c) => c === echec);
  // A navigation, not a call: the way leads to another site and back.
  const go = () => location.assign(`/api/oidc/start?${new URLSearchParams({ ...(suite !== undefined && { suite }), devices: accounts.map((a) => a.device).join() }).toString()}`);
  return (
    <>
      {busy && <Notice icon="lock" tone="leaf">{t('oidc.entering')}</Notice>}
      <FailureNote failure={failure ?? (refused ? { code: refused, params: {} } : null)} />
      {name !== null && <Button variant="quiet" icon="external" block onClick={go}>{t('oidc.with', { name })}</Button>}
    </>
  );
}
