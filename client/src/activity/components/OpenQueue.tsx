import { useRef, useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayAndHour } from '../../i18n/when.ts';
import { importQueue, previewQueue } from '../../sync/api/acts/queue-transfer.ts';
import type { ActInFile } from '../../sync/api/acts/portable.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { actTitle } from '../labels.ts';

interface Opened {
  file: File;
  acts: ActInFile[];
}

/** Imports an exported queue: first its acts are shown, then the member decides (S22). */
export function OpenQueue() {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const fail = (error: { code: string }): void =>
    setFailed(error.code === 'sync.bad_request' ? t('activity.import.notAFile') : errorText(error));
  const read = async (file: File | undefined) => {
    if (!file) return;
    const done = await previewQueue(file);
    if (input.current) input.current.value = '';
    setFailed(null);
    if (done.ok) setOpened({ file, acts: done.value });
    else fail(done.error);
  };
  const take = async ({ file }: Opened) => {
    const done = await importQueue(file);
    setOpened(null);
    if (done.ok) toast(t('activity.import.done', done.value));
    else fail(done.error);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="hidden"
        aria-label={t('activity.import')}
        onChange={(e) => void read(e.target.files?.[0])}
      />
      <Button variant="plain" icon="upload" block onClick={() => input.current?.click()}>
        {t('activity.import')}
      </Button>
      {failed !== null && (
        <ErrorNote what={t('activity.import.failed')} safe={t('activity.import.safe')} next={failed} />
      )}
      <Sheet
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={t('activity.import.look')}
        description={t('activity.import.lookText', { n: opened?.acts.filter((a) => !a.known).length ?? 0 })}
      >
        {opened && <Look acts={opened.acts} onTake={() => void take(opened)} onClose={() => setOpened(null)} />}
      </Sheet>
    </>
  );
}

function Look({ acts, onTake, onClose }: { acts: readonly ActInFile[]; onTake: () => void; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const fresh = acts.filter((act) => !act.known).length;
  return (
    <div className="flex flex-col gap-4">
      <ul aria-label={t('activity.import.acts')} className="divide-y divide-line">
        {acts.map((act) => (
          <li key={act.key} className="py-2">
            <p className="font-strong">{actTitle(t, act)}</p>
            {act.subject === null && typeof act.args.grains === 'number' && (
              <p className="text-small">{t('activity.import.elsewhere', { grains: act.args.grains })}</p>
            )}
            <p className="text-tiny text-soft">
              {act.known ? t('activity.import.known') : dayAndHour(locale, Date.parse(act.madeAt), now)}
            </p>
          </li>
        ))}
      </ul>
      <Button block disabled={fresh === 0} onClick={onTake}>
        {t('activity.import.take', { n: fresh })}
      </Button>
      <Button variant="plain" block onClick={onClose}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
