import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import { useState } from 'react';
import { NETWORK } from '../../platform/network/api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ErrorNote } from '../feedback/feedback.tsx';

/** One call at a time with its result, for forms that need the server. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Runs the call. Returns its value, or null after a refusal, which `failure` then contains. */
  const submit = async <T,>(run: () => Promise<Result<T>>): Promise<{ value: T } | null> => {
    setBusy(true);
    setFailure(null);
    try {
      const done = await run();
      if (done.ok) return { value: done.value };
      setFailure(done.error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, submit, setFailure };
}

/** The server's refusal, or that it did not answer. `own`: only the member's own password was asked, no address. */
export function FailureNote({ failure, own = false }: { failure: Failure | null; own?: boolean }) {
  const t = useT();
  if (!failure) return null;
  const lost = failure.code === NETWORK;
  const wrong = failure.code === 'account.bad_credentials';
  return (
    <ErrorNote
      what={lost ? t('shell.error.network') : own && wrong ? t('accounts.password.wrong') : errorText(failure)}
      {...(lost && { safe: t('accounts.networkSafe'), next: t('shell.error.networkNext') })}
    />
  );
}
