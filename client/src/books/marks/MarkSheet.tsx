import { cut } from '@egoejo/shared/platform/cut.ts';
import { useState } from 'react';
import { MARK, type BookMark } from '@egoejo/shared/books/model.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { Colours } from './Colours.tsx';
import { colourMark, noteMark, removeMark, textsOf } from './queries.ts';

/** The note of a mark, with a field for it. Texts that devices wrote apart are shown each, and joined in the field. */
function NoteField({ mark, onSave }: { mark: BookMark; onSave: (note: string) => void }) {
  const t = useT();
  const texts = textsOf(mark);
  const [note, setNote] = useState(() => cut(texts.join('\n\n'), MARK.note));
  return (
    <>
      {texts.length > 1 && (
        <Notice icon="warning" tone="wait">
          <p>{t('books.mark.apart')}</p>
          <ul className="flex list-disc flex-col gap-1 ps-4 pt-1">
            {texts.map((text) => (
              <li key={text} dir="auto" className="whitespace-pre-line">
                {typeset(text)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <TextArea label={t('books.mark.note')} value={note} onValue={setNote} maxLength={MARK.note} dir="auto" />
      <Button block onClick={() => onSave(note.trim())}>
        {t('books.mark.note.save')}
      </Button>
    </>
  );
}

/** One mark: its words, colour and note, and its removal. */
export function MarkSheet({ mark, title, onClose }: { mark: BookMark | null; title: string; onClose: () => void }) {
  const t = useT();
  const [failed, setFailed] = useState<string | null>(null);
  const done = (then: () => void) => (queued: Result<unknown>) => {
    setFailed(queued.ok ? null : errorText(queued.error));
    if (queued.ok) then();
  };
  return (
    <Sheet
      open={mark !== null}
      onClose={onClose}
      title={mark?.kind === 'bookmark' ? t('books.mark.bookmark') : t('books.mark.highlight')}
    >
      {mark && (
        <>
          <blockquote dir="auto" className="max-h-[70dvh] overflow-auto rounded-inner bg-sunk p-3">
            {typeset(mark.text)}
          </blockquote>
          <WaitingAct e="bookMark" id={mark.id} />
          {mark.kind === 'highlight' && (
            <Colours
              value={mark.colour}
              onColour={(colour) => void colourMark(mark, colour, title).then(done(() => undefined))}
            />
          )}
          <NoteField
            key={mark.notes.map((n) => n.id).join()}
            mark={mark}
            onSave={(note) => void noteMark(mark, note, title).then(done(onClose))}
          />
          <Button block variant="grave" icon="trash" onClick={() => void removeMark(mark, title).then(done(onClose))}>
            {t('books.mark.remove')}
          </Button>
          {failed !== null && <ErrorNote what={failed} />}
        </>
      )}
    </Sheet>
  );
}
