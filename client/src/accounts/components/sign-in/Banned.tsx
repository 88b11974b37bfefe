import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { DownloadOwnData } from '../own-data/DownloadOwnData.tsx';

interface Props {
  email: string;
  password: string;
  /** Why, in the words of the administration. */
  reason: unknown;
}

/** What a suspended member may still do, with the address and password just entered. */
export function Banned({ email, password, reason }: Props) {
  const t = useT();
  const { busy, failure, submit } = useSubmit();
  const [closing, setClosing] = useState(false);
  const [closed, setClosed] = useState(false);
  const close = async () => {
    const done = await submit(() => call((api) => api.accounts.closeWithPassword.mutate({ email, password })));
    setClosing(false);
    if (done) setClosed(true);
  };
  if (closed)
    return (
      <Notice icon="ok" tone="leaf">
        {t('accounts.banned.closed')}
      </Notice>
    );
  return (
    <Card className="flex flex-col gap-3">
      {typeof reason === 'string' && reason !== '' && (
        <p className="font-strong break-words">{t('accounts.banned.why', { reason })}</p>
      )}
      <p className="text-small">{t('accounts.banned.text')}</p>
      <DownloadOwnData ask={(api) => api.accounts.exportLinkWithPassword.mutate({ email, password })} />
      <FailureNote failure={failure} />
      <Button variant="grave" block onClick={() => setClosing(true)}>
        {t('accounts.close.title')}
      </Button>
      <Sheet
        open={closing}
        onClose={() => setClosing(false)}
        title={t('accounts.close.title')}
        description={t('accounts.close.text')}
      >
        <div className="flex flex-col gap-4">
          <Button variant="danger" block busy={busy} onClick={() => void close()}>
            {t('accounts.close.do')}
          </Button>
          <Button variant="plain" block onClick={() => setClosing(false)}>
            {t('ui.cancel')}
          </Button>
        </div>
      </Sheet>
    </Card>
  );
}
