import { useEffect } from 'react';
import type { Colour } from '@egoejo/shared/books/model.ts';
import { toastQueued } from '../../activity/model.ts';
import type { Passage } from '../reader/passage.ts';
import type { Reading } from '../reader/reading.ts';
import { MarkSheet } from './MarkSheet.tsx';
import { namesOf, type Named } from './names.ts';
import { addMark, useMarks } from './queries.ts';
import { SelectionBar } from './SelectionBar.tsx';

/** Says why a mark was not kept. */
async function tell(queued: ReturnType<typeof addMark>['queued']): Promise<void> {
  const done = await queued;
  if (!done.ok) toastQueued(done);
}

/** Draws the marks on the text, and offers to mark what is selected. `opened`: the mark that is shown. */
export function ReaderMarks({
  book,
  title,
  reading,
  passage,
  opened,
  onOpen,
}: {
  book: Named;
  title: string;
  reading: Reading;
  passage: Passage | null;
  opened: string | null;
  onOpen: (id: string | null) => void;
}) {
  const marks = useMarks(book);
  useEffect(() => {
    if (marks) reading.highlights.show(marks);
  }, [reading, marks]);
  const highlight = (colour: Colour): string | null => {
    if (!passage) return null;
    const { id, queued } = addMark(namesOf(book)[0], title, passage, { kind: 'highlight', colour });
    void tell(queued);
    reading.unselect();
    return id;
  };
  return (
    <>
      {passage && <SelectionBar onColour={highlight} onNote={() => onOpen(highlight('yellow'))} />}
      <MarkSheet mark={marks?.find((m) => m.id === opened) ?? null} title={title} onClose={() => onOpen(null)} />
    </>
  );
}
