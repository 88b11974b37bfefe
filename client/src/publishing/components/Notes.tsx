import type { ReactNode } from 'react';
import type { ManuscriptFile, ManuscriptNote, ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useUnsettled } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { presentOf } from '../states.ts';
import { useReaderCode } from './Reading.tsx';

const WRITING: ReadonlySet<string> = new Set(['manuscript.note']);
const CLOSING: ReadonlySet<string> = new Set(['manuscript.closeNote']);

function Note({ note, manuscript, open }: { note: ManuscriptNote; manuscript: ManuscriptRow; open: ReactNode }) {
  const t = useT();
  const closing = useUnsettled(CLOSING, 'note').get(note.id);
  const writing = useUnsettled(WRITING, 'id').get(note.id);
  const { queue, busy, failed } = useQueueing({ several: true });
  const close = async (as: 'done' | 'open' | 'removed') => {
    const key = await queue('manuscript.closeNote', { note: note.id, manuscript: manuscript.id, as }, manuscript.title);
    if (key !== null) toastAct(key);
  };
  return (
    <li className="flex flex-col gap-1.5 py-3">
      {note.quote && (
        <blockquote
          className="line-clamp-3 border-s border-line ps-3 text-small break-words text-soft"
          lang={manuscript.language}
          dir="auto"
        >
          {typeset(note.quote)}
        </blockquote>
      )}
      <p className="break-words whitespace-pre-line" dir="auto">
        {typeset(note.text)}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-tiny text-soft">
        <span>{note.by ?? t('publishing.nobody')}</span>
        <RelativeTime at={note.createdAt} />
        <Settled state={writing ?? closing}>
          {note.done && (
            <Chip tone="leaf" icon="ok">
              {t('publishing.note.done')}
            </Chip>
          )}
        </Settled>
      </p>
      <div className="-ms-2.5 flex flex-wrap empty:hidden">
        {open}
        {manuscript.mine && (
          <Button variant="plain" busy={busy} onClick={() => void close(note.done ? 'open' : 'done')}>
            {t(note.done ? 'publishing.note.reopen' : 'publishing.note.close')}
          </Button>
        )}
        {note.mine && !manuscript.mine && (
          <Button variant="grave" busy={busy} onClick={() => void close('removed')}>
            {t('publishing.note.remove')}
          </Button>
        )}
      </div>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </li>
  );
}

/** What reviewers wrote, below each version, the newest first. */
export function Notes({
  notes,
  files,
  manuscript,
}: {
  notes: readonly ManuscriptNote[];
  files: readonly ManuscriptFile[];
  manuscript: ManuscriptRow;
}) {
  const t = useT();
  const code = useReaderCode();
  const present = presentOf(files);
  return files.map((file) => {
    const here = notes.filter((note) => note.file === file.id);
    const label = t('publishing.version', { n: file.n ?? 0 });
    return (
      here.length > 0 && (
        <div key={file.id} className="flex flex-col gap-1">
          <h3 className="text-small font-strong">{label}</h3>
          {code && file.id !== present?.id && <code.DownloadOlder manuscript={manuscript} file={file} />}
          <CardList label={t('publishing.notes.of', { version: label })}>
            {here.map((note) => (
              <Note
                key={note.id}
                note={note}
                manuscript={manuscript}
                open={code && <code.OpenAt note={note} file={file} />}
              />
            ))}
          </CardList>
        </div>
      )
    );
  });
}
