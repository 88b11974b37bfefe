import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { NewPassword, PresentPassword } from './passwords.tsx';

/** Another password, by the present one. The member's other devices are signed out; their queues stay there. */
export function ChangePassword() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const { busy, failure, submit } = useSubmit();
  useDirtyForm(next !== '');
  const change = async () => {
    if (!(await submit(() => call((api) => api.accounts.changePassword.mutate({ password, next }))))) return;
    setOpen(false);
    setPassword('');
    setNext('');
    toast(t('accounts.password.changed'));
  };
  return (
    <Section title={t('accounts.password.title')}>
      <Card className="flex flex-col gap-3">
        {open ? (
          <Form onSend={change}>
            <PresentPassword value={password} onValue={setPassword} />
            <NewPassword value={next} onValue={setNext} hint={t('accounts.password.others')} />
            <FailureNote failure={failure} own />
            <Button type="submit" block busy={busy}>
              {t('accounts.password.do')}
            </Button>
          </Form>
        ) : (
          <Button variant="quiet" onClick={() => setOpen(true)}>
            {t('accounts.password.do')}
          </Button>
        )}
      </Card>
    </Section>
  );
}
