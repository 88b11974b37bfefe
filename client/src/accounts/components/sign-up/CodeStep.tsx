import { useState, type FormEvent } from 'react';
import { CODE_DIGITS } from '@egoejo/shared/accounts/model.ts';
import { call } from '../../../platform/network/api.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import type { StepProps } from './draft.ts';
import { CodeField } from '../sign-in/CodeField.tsx';

/** Asks for the code from the mail. */
export function CodeStep({ draft, setDraft, onConfirmed }: StepProps & { onConfirmed: (signUpToken: string) => void }) {
  const t = useT();
  const [code, setCode] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(code !== '');
  const checkCode = async (e: FormEvent) => {
    e.preventDefault();
    const done = await submit(() => call((api) => api.accounts.verifyCode.mutate({ email: draft.email, code })));
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
