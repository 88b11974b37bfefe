import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { usePendingCount } from '../../../sync/api/acts/activity.ts';
import { closeMember, signedIn } from '../../../sync/api/session/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { leaveAccount } from '../../device-accounts.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { DownloadOwnData } from './DownloadOwnData.tsx';

/** Everything that the server stores about the member as one archive, and closing the account. */
export function OwnData() {
  const t = useT();
  const [closing, setClosing] = useState(false);
  return (
    <Section title={t('accounts.own.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small">{t('accounts.own.text')}</p>
        <DownloadOwnData ask={(api) => api.accounts.exportLink.query()} />
        <Button variant="grave" block onClick={() => setClosing(true)}>
          {t('accounts.close.title')}
        </Button>
      </Card>
      <CloseAccount open={closing} onClose={() => setClosing(false)} />
    </Section>
  );
}

function CloseAccount({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const { busy, failure, submit } = useSubmit();
  const pending = usePendingCount();
  const close = async (e: FormEvent) => {
    e.preventDefault();
    const who = signedIn();
    if (!who || !(await submit(() => call((api) => api.accounts.close.mutate({ password }))))) return;
    await closeMember('discard');
    leaveAccount(who.member, true);
    await navigate({ to: '/' });
  };
  return (
    <Sheet open={open} onClose={onClose} title={t('accounts.close.title')} description={t('accounts.close.text')}>
      <form className="flex flex-col gap-4" onSubmit={(e) => void close(e)}>
        {pending > 0 && (
          <Notice icon="warning" tone="wait">
            {t('accounts.close.queued', { n: pending })}
          </Notice>
        )}
        <TextField
          label={t('accounts.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <FailureNote failure={failure} own />
        <Button type="submit" variant="danger" block busy={busy}>
          {t('accounts.close.do')}
        </Button>
        <Button variant="plain" block onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </form>
    </Sheet>
  );
}
