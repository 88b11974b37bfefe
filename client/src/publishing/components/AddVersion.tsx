import { useState, type ChangeEvent, type SubmitEvent } from 'react';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { MANUSCRIPT_TEXT, type ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { ACCEPTED, addVersion, LONGEST_TYPED, whyUnfit } from '../versions.ts';

type NewVersion = Parameters<typeof addVersion>[1];

/** Adds versions of a manuscript one at a time; `failed` says in words why the last one was not. */
function useAdding(manuscript: ManuscriptRow) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const add = async (version: NewVersion): Promise<boolean> => {
    setBusy(true);
    try {
      const added = await addVersion(manuscript, version);
      setFailed(added.ok ? null : whyUnfit(t, added.error));
      if (added.ok) toastAct(added.value);
      return added.ok;
    } finally {
      setBusy(false);
    }
  };
  return { add, busy, failed };
}

/** A version that is typed here, in Markdown. The text stays on this device, for the next version too. */
function WriteHere({ manuscript, onDone }: { manuscript: ManuscriptRow; onDone: () => void }) {
  const t = useT();
  const [text, setText, , loaded] = useDraft(`manuscript:text:${manuscript.id}`, '');
  const { add, busy, failed } = useAdding(manuscript);
  useDirtyForm(isVisible(text));
  if (!loaded) return null;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = `${cut(manuscript.title, MANUSCRIPT_TEXT.fileName - 3)}.md`;
    const added = await add({ name, type: 'text/markdown', content: new Blob([text]) });
    if (added) onDone();
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={(e) => void send(e)}>
      <TextArea
        label={t('publishing.write.label')}
        hint={
          <span className="block whitespace-pre-line" dir="auto">
            {t('publishing.write.hint')}
          </span>
        }
        value={text}
        onValue={setText}
        maxLength={LONGEST_TYPED}
        rows={14}
        lang={manuscript.language}
        dir="auto"
      />
      {failed !== null && <ErrorNote what={failed} safe={t('publishing.write.kept')} />}
      <Button type="submit" block icon="plus" busy={busy} disabled={!isVisible(text)}>
        {t('publishing.write.add')}
      </Button>
    </form>
  );
}

/** Two ways to add a version: a file of this device, or a text that is written here. */
export function AddVersion({ manuscript }: { manuscript: ManuscriptRow }) {
  const t = useT();
  const [writing, setWriting] = useState(false);
  const { add, busy, failed } = useAdding(manuscript);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) await add({ name: file.name, type: file.type || 'application/octet-stream', content: file });
    target.value = '';
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
          <Icon name="upload" className="size-5" />
          {t(busy ? 'publishing.file.reading' : 'publishing.file')}
          <input type="file" accept={ACCEPTED} className="sr-only" disabled={busy} onChange={(e) => void take(e)} />
        </label>
        <Button variant="quiet" icon="edit" aria-expanded={writing} onClick={() => setWriting(!writing)}>
          {t('publishing.write')}
        </Button>
      </div>
      <p className="text-tiny text-soft">{t('publishing.file.hint')}</p>
      {failed !== null && <ErrorNote what={failed} />}
      {writing && <WriteHere manuscript={manuscript} onDone={() => setWriting(false)} />}
    </div>
  );
}
