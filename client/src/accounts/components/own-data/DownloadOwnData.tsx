import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import { saveFrom } from '../../../platform/device/file.ts';
import type { Api } from '../../../platform/network/rpc.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';

/** Saves everything that the server stores about the member: an archive with their data and every file they added. */
export function DownloadOwnData({ ask }: { ask: (api: Api) => Promise<{ path: string }> }) {
  const t = useT();
  const { busy, failure, submit } = useSubmit();
  const [begun, setBegun] = useState(false);
  const download = async () => {
    setBegun(false);
    const done = await submit(() => call(ask));
    if (!done) return;
    saveFrom(done.value.path);
    setBegun(true);
  };
  return (
    <>
      <FailureNote failure={failure} />
      <Button variant="quiet" block icon="download" busy={busy} onClick={() => void download()}>
        {t('accounts.own.export')}
      </Button>
      <p role="status" className="text-small text-soft empty:hidden">
        {begun && t('accounts.own.begun')}
      </p>
    </>
  );
}
