import { newId, type ManuscriptNoteId } from '@egoejo/shared/platform/ids.ts';
import {
  isReviewed,
  type ManuscriptFile,
  type ManuscriptNote,
  type ManuscriptRow,
} from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { DownloadPanel, PageOfBooks, textsOf, useBookOf, useMarks, useUnfinishedDownloads } from '../../books/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { unsentOf, type Remark } from './unsent.ts';

export { loadBooks } from '../../i18n/books.ts';

interface Props {
  manuscript: ManuscriptRow;
  /** The version that is read. */
  file: ManuscriptFile;
  notes: readonly ManuscriptNote[];
}

/** A reviewer's own notes in the text that its author does not have yet. */
function Unsent({ manuscript, file, notes }: Props) {
  const t = useT();
  const marks = useMarks({ file: file.file ?? '' });
  const { queue, busy, failed } = useQueueing({ several: true, fresh: 'id' });
  const unsent = marks ? unsentOf(marks, notes, textsOf) : [];
  const send = async ({ cfi, quote, text }: Remark) => {
    const at = { manuscript: manuscript.id, file: file.id, cfi, quote, text };
    const key = await queue('manuscript.note', { id: newId<ManuscriptNoteId>(), ...at }, manuscript.title);
    if (key !== null) toastAct(key);
  };
  if (unsent.length === 0) return <p className="text-small text-soft">{t('books.manuscript.hint')}</p>;
  return (
    <>
      <CardList label={t('books.manuscript.unsent', { n: unsent.length })}>
        {unsent.map((remark) => (
          <li key={remark.id} className="flex flex-col gap-1.5 py-3">
            <blockquote
              className="line-clamp-3 border-s border-line ps-3 text-small break-words text-soft"
              lang={manuscript.language}
              dir="auto"
            >
              {typeset(remark.quote)}
            </blockquote>
            <p className="break-words whitespace-pre-line" dir="auto">
              {typeset(remark.text)}
            </p>
            <Button variant="quiet" icon="send" busy={busy} className="self-start" onClick={() => void send(remark)}>
              {t('books.manuscript.send')}
            </Button>
          </li>
        ))}
      </CardList>
      {unsent.length > 1 && (
        <Button icon="send" busy={busy} onClick={() => unsent.forEach((remark) => void send(remark))}>
          {t('books.manuscript.sendAll', { n: unsent.length })}
        </Button>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/** How a version comes to this device, and its way into the reader. */
function Download({ manuscript, file }: Pick<Props, 'manuscript' | 'file'>) {
  useUnfinishedDownloads();
  if (file.file === null || file.bytes === null) return null;
  return (
    <DownloadPanel
      of={{
        id: manuscript.id,
        edition: file.id,
        file: file.file,
        bytes: file.bytes,
        title: manuscript.title,
        authors: manuscript.byline,
        language: manuscript.language,
        catalogued: false,
      }}
    />
  );
}

function Read(props: Props) {
  const { manuscript, file } = props;
  if (file.file === null || file.bytes === null) return null;
  return (
    <>
      <Download {...props} />
      {!manuscript.mine && isReviewed(manuscript.state) && <Unsent {...props} />}
    </>
  );
}

function PlaceLink({ note, file }: { note: ManuscriptNote; file: ManuscriptFile }) {
  const t = useT();
  const book = useBookOf(file.file ?? '');
  if (!book || book.evicted) return null;
  return (
    <LinkButton variant="plain" icon="read" to="/livres/{-$id}" params={{ id: book.id }} search={{ lieu: note.cfi }}>
      {t('books.openAt')}
    </LinkButton>
  );
}
function DownloadMissing({ manuscript, file }: Pick<Props, 'manuscript' | 'file'>) {
  const book = useBookOf(file.file ?? '');
  return book === null && <Download manuscript={manuscript} file={file} />;
}

/** The way from a note to its place in the version that it is about, once that is on this device. */
export const OpenAt = (props: Parameters<typeof PlaceLink>[0]) => (
  <PageOfBooks>
    <PlaceLink {...props} />
  </PageOfBooks>
);
/** The download of a version that is not the present one, as long as it is not here. */
export const DownloadOlder = (props: Parameters<typeof DownloadMissing>[0]) => (
  <PageOfBooks>
    <DownloadMissing {...props} />
  </PageOfBooks>
);
/** A version of a manuscript on this device: how it comes here, its way into the reader, and what to send of it. */
export const ReadManuscript = (props: Props) => (
  <PageOfBooks>
    <Read {...props} />
  </PageOfBooks>
);
