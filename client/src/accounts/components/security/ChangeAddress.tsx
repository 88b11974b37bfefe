import { CODE_DIGITS } from '@egoejo/shared/accounts/model.ts';
import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { useT } from '../../../i18n/locale.ts';
import { useRow } from '../../../sync/api/rows/live.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { CodeField } from '../sign-in/CodeField.tsx';
import { AddressField } from '../sign-up/AddressField.tsx';
import { PresentPassword } from './passwords.tsx';

/** Another address, by a code mailed to it. */
export function ChangeAddress({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const [step, setStep] = useState<'closed' | 'asking' | 'code'>('closed');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(email !== '');
  const ask = async () => {
    if (await submit(() => call((api) => api.accounts.requestAddress.mutate({ email, password })))) setStep('code');
  };
  const change = async () => {
    if (!(await submit(() => call((api) => api.accounts.changeAddress.mutate({ email, code }))))) return;
    setStep('closed');
    setEmail('');
    setPassword('');
    setCode('');
    toast(t('accounts.address.changed'));
  };
  return (
    <Section title={t('accounts.email')}>
      <Card className="flex flex-col gap-3">
        {profile && <p className="break-all">{profile.email}</p>}
        {step === 'closed' && (
          <Button variant="quiet" onClick={() => setStep('asking')}>
            {t('accounts.address.do')}
          </Button>
        )}
        {step === 'asking' && (
          <Form onSend={ask}>
            <AddressField autoComplete="email" value={email} onValue={setEmail} label={t('accounts.address.new')} />
            <PresentPassword value={password} onValue={setPassword} />
            <FailureNote failure={failure} own />
            <Button type="submit" block busy={busy}>
              {t('accounts.signUp.sendCode')}
            </Button>
          </Form>
        )}
        {step === 'code' && (
          <Form onSend={change}>
            <Notice icon="send" tone="leaf">
              {t('accounts.code.sent', { email })}
            </Notice>
            <CodeField code={code} onCode={setCode} />
            <FailureNote failure={failure} />
            <Button type="submit" block busy={busy} disabled={code.length !== CODE_DIGITS}>
              {t('accounts.address.do')}
            </Button>
            <Button variant="plain" onClick={() => setStep('asking')}>
              {t('accounts.code.again')}
            </Button>
          </Form>
        )}
      </Card>
    </Section>
  );
}
