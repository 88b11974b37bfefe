import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { beginElsewhere, endElsewhere } from '../../begun.ts';
import { useDeviceAccounts } from '../../device-accounts.ts';
import { useAfterSignIn } from './after-sign-in.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';

/** The button of the OpenID provider, where this server has one, and the handling of the browser's return from it. */
export function Provider() {
  const t = useT();
  const { suite, entree, echec } = useSearch({ from: '/connexion' });
  const after = useAfterSignIn(suite);
  const { busy, failure, submit } = useSubmit();
  const [name, setName] = useState<string | null>(null);
  const accounts = useDeviceAccounts((s) => s.accounts);
  const navigate = useNavigate();
  const judged = useRef(false);
  useEffect(() => {
    let gone = false;
    void call((api) => api.accounts.signInWays.query()).then((ways) => {
      if (!gone && ways.ok) setName(ways.value.oidc?.name ?? null);
    });
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    if (entree === undefined || judged.current) return;
    judged.current = true;
    // Anyone can type this address, so it signs no one in by itself: only the return of a sign-in that this tab started
    // counts.
    if (!endElsewhere(entree)) {
      void navigate({ to: '/connexion', search: suite === undefined ? {} : { suite }, replace: true });
      return;
    }
    // The server has set its cookie; exchanging it once tells who signed in.
    void submit(() => call((api) => api.accounts.refresh.mutate())).then((done) =>
      done ? after(done.value, null) : undefined,
    );
  }, [entree, suite, submit, after, navigate]);
  const refused = errorCodes.find((c) => c === echec);
  // This is a navigation, not a call, because it leads to another site and back.
  const go = () => {
    const asked = {
      ...(suite !== undefined && { suite }),
      devices: accounts.map((a) => a.device).join(),
      begun: beginElsewhere(),
    };
    location.assign(`/api/oidc/start?${new URLSearchParams(asked).toString()}`);
  };
  return (
    <>
      {busy && (
        <Notice icon="lock" tone="leaf">
          {t('oidc.entering')}
        </Notice>
      )}
      <FailureNote failure={failure ?? (refused ? { code: refused, params: {} } : null)} />
      {name !== null && (
        <Button variant="quiet" icon="external" block onClick={go}>
          {t('oidc.with', { name })}
        </Button>
      )}
    </>
  );
}
