import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useEffect, useState } from 'react';
import { call } from '../../platform/network/api.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { FailureNote } from '../../ui/forms/submit.tsx';
import { InstallationForm } from '../components/installation/InstallationForm.tsx';

type Status = Awaited<ReturnType<Api['installation']['status']['query']>>;

/**
 * The first start of a production server: setup code, mail, first administrator, backups. Nothing else works before it
 * is done.
 */
export function InstallationPage() {
  const t = useT();
  const [status, setStatus] = useState<Status | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    void call((api) => api.installation.status.query()).then((done) => {
      setStatus(done.ok ? done.value : null);
      setFailure(done.ok ? null : done.error);
    });
  }, [attempt]);
  return (
    <Page title={t('accounts.install.title')}>
      <FailureNote failure={failure} />
      {failure && (
        <Button variant="quiet" onClick={() => setAttempt(attempt + 1)}>
          {t('ui.retry')}
        </Button>
      )}
      {status && !status.needed && (
        <EmptyState
          icon="ok"
          title={t('accounts.install.done')}
          action={<LinkButton to="/connexion">{t('home.signIn')}</LinkButton>}
        >
          {t('accounts.install.doneText')}
        </EmptyState>
      )}
      {status?.needed && <InstallationForm />}
    </Page>
  );
}
