import type { BookMark } from '@egoejo/shared/books/model.ts';
import type { Target } from 'foliate-js/epub.js';
import { FurtherElsewhere, WHOLE } from '../../reading/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { MarksPart } from '../marks/MarksPart.tsx';
import { ReaderMarks } from '../marks/ReaderMarks.tsx';
import type { BookRow } from '../kept.ts';
import type { Passage } from '../reader/passage.ts';
import type { Place } from '../reader/place.ts';
import type { Reading } from '../reader/reading.ts';
import { ContentsSheet } from './ContentsSheet.tsx';
import { FindSheet } from './FindSheet.tsx';
import { NoteSheet, type Note } from './NoteSheet.tsx';
import type { Shown } from './PictureSheet.tsx';
import { useSyncedPlace } from './use-synced-place.ts';

/** What lies over the text; one at a time. */
export type Open =
  | { what: 'none' | 'contents' | 'find' | 'look' }
  | { what: 'note'; note: Note }
  | { what: 'mark'; id: string }
  | { what: 'picture'; picture: Shown }
  | { what: 'outside'; address: string };
export const NONE: Open = { what: 'none' };

/** The sheets of an open book, its marks, and the question where to go on. */
export function ReaderSheets({
  row,
  title,
  reading,
  place,
  passage,
  open,
  onOpen,
}: {
  row: BookRow;
  title: string;
  reading: Reading;
  place: Place | null;
  /** What is selected. */
  passage: Passage | null;
  open: Open;
  onOpen: (next: Open) => void;
}) {
  const who = useMember();
  const further = useSyncedPlace(row, place);
  const close = () => onOpen(NONE);
  const go = async (mark: BookMark): Promise<boolean> => {
    const found = await reading.goToMark(mark);
    if (found) close();
    return found;
  };
  const openMark = (id: string | null) => onOpen(id === null ? NONE : { what: 'mark', id });
  const follow = (target: Target) => void reading.follow(target);
  const marks = who && (
    <MarksPart row={row} title={title} book={reading.book} go={go} onOpen={(mark) => openMark(mark.id)} />
  );
  const opened = open.what === 'mark' ? open.id : null;
  return (
    <>
      <ContentsSheet open={open.what === 'contents'} onClose={close} reading={reading} place={place} marks={marks} />
      <FindSheet open={open.what === 'find'} onClose={close} reading={reading} />
      <NoteSheet note={open.what === 'note' ? open.note : null} onClose={close} onGo={follow} />
      {who && (
        <ReaderMarks book={row} title={title} reading={reading} passage={passage} opened={opened} onOpen={openMark} />
      )}
      {further && place && open.what === 'none' && (
        <FurtherElsewhere
          at={further.at}
          here={Math.round(place.fraction * WHOLE)}
          onStay={further.answered}
          onGo={() => {
            further.answered();
            void (further.cfi === null ? reading.goTo(further.at / WHOLE) : reading.go(further.cfi));
          }}
        />
      )}
    </>
  );
}
