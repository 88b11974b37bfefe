/** What the shell shows instead of a page: it is loading, it failed, or it does not exist. */
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useDeviceAccounts } from '../../accounts/device-accounts.ts';
import { useT } from '../../i18n/locale.ts';
import { isQuotaError } from '../../platform/storage/quota-error.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';

export function Pending() {
  const t = useT();
  return (
    <p role="status" className="px-4 py-10 text-center text-small text-soft">
      {t('shell.loading')}
    </p>
  );
}

const chunkMissing = (error: unknown) => error instanceof TypeError && /import|fetch|load/i.test(error.message);

/** The code of the engine, which a first visit does not have. */
async function saveActs(): Promise<void> {
  const { saveQueue } = await import('../../activity/file.ts');
  await saveQueue();
}

/**
 * The router's error boundary. The error itself goes to the console (and error reports) and is never shown to the
 * member.
 */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const t = useT();
  const missing = chunkMissing(error);
  const full = isQuotaError(error);
  const current = useDeviceAccounts((s) => s.current);
  useEffect(() => {
    if (!missing && !full) reportError(error);
  }, [error, missing, full]);
  return (
    <Page title={t('shell.error.title')}>
      <ErrorNote
        what={missing ? t('shell.error.chunk') : full ? t('shell.full') : t('shell.error.what')}
        safe={t('shell.error.safe')}
        next={full ? t('shell.fullText') : t('shell.error.next')}
        // A browser may treat a module that failed to load as failed until the page is reloaded.
        action={
          <Button variant="quiet" onClick={missing ? () => location.reload() : reset}>
            {t('ui.retry')}
          </Button>
        }
      />
      {current !== null && (
        <Button variant="plain" icon="download" onClick={() => void saveActs()}>
          {t('shell.error.save')}
        </Button>
      )}
      <Link to="/" className="py-3 text-center font-strong text-leaf">
        {t('shell.error.home')}
      </Link>
    </Page>
  );
}

export function NotFoundPage() {
  const t = useT();
  return (
    <Page title={t('shell.notFound.title')}>
      <EmptyState
        icon="search"
        title={t('shell.notFound.title')}
        action={<LinkButton to="/">{t('shell.error.home')}</LinkButton>}
      >
        {t('shell.notFound.text')}
      </EmptyState>
    </Page>
  );
}
