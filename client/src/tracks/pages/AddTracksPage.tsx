import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { addTrack, faultOf } from '../add-tracks.ts';
import { ChooseSounds, ChosenFiles, type ChosenFile } from '../components/ChosenFiles.tsx';
import { NOTHING_SAID, TrackFields } from '../components/TrackFields.tsx';
import { guessOf } from '../file-name.ts';

/** Adding sounds, one track for each file, also without a network. What is said of all of them is kept as a draft. */
export function AddTracksPage() {
  const t = useT();
  const locale = useLocale();
  const go = useNavigate();
  const [said, setSaid, , loaded] = useDraft('tracks', NOTHING_SAID);
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  useDirtyForm(files.length > 0);
  const most = bytes(locale, UPLOAD.track);
  const take = (chosen: readonly File[]) => {
    const wrong = chosen.flatMap((file) => {
      const fault = faultOf(file);
      return fault === null ? [] : [t(fault, { name: file.name, most })];
    });
    setRefused(wrong);
    const good = chosen.filter((file) => faultOf(file) === null);
    const fresh = good.map((file) => ({ key: crypto.randomUUID(), file, ...guessOf(file.name), trouble: null }));
    setFiles([...files, ...fresh]);
  };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const left: ChosenFile[] = [];
    for (const chosen of files) {
      const { file, title, number } = chosen;
      const of = { ...said, title: title.trim(), number: said.album.trim() === '' ? null : number };
      const added = await addTrack(file, of);
      if (!added.ok) left.push({ ...chosen, trouble: errorText(added.error) });
    }
    setBusy(false);
    setFiles(left);
    const n = files.length - left.length;
    if (n > 0) toast(t('tracks.added', { n }), 'wait');
    if (left.length === 0) void go({ to: '/ecouter', replace: true });
  };
  return (
    <Page title={t('tracks.add')} back="/ecouter">
      {loaded && (
        <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
          <ChooseSounds onFiles={take} />
          <div role="status" className="flex flex-col gap-2 empty:hidden">
            {refused.map((words) => (
              <Notice key={words} icon="warning" tone="grain">
                {words}
              </Notice>
            ))}
          </div>
          {files.length > 0 && (
            <>
              <ChosenFiles files={files} onFiles={setFiles} />
              <TrackFields said={said} onSaid={setSaid} />
            </>
          )}
          <Notice icon="lock">{t('tracks.add.private', { most })}</Notice>
          {files.length > 0 && (
            <Button type="submit" block busy={busy} icon="send">
              {t('tracks.add.do', { n: files.length })}
            </Button>
          )}
        </form>
      )}
    </Page>
  );
}
