import { toastQueued } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import type { Place } from '../reader/place.ts';
import type { Reading } from '../reader/reading.ts';
import { namesOf, type Named } from './names.ts';
import { addMark, removeMark, useMarks } from './queries.ts';

/** Sets a bookmark on the page that is shown, or takes it away. `place` changes with the page. */
export function BookmarkButton({
  book,
  title,
  reading,
  place,
  className,
}: {
  book: Named;
  title: string;
  reading: Reading;
  place: Place | null;
  className: string;
}) {
  const t = useT();
  const marks = useMarks(book);
  const here = marks ? reading.bookmarksHere(marks, place) : [];
  const toggle = async () => {
    for (const mark of here) toastFailure(await removeMark(mark, title));
    const passage = here.length === 0 ? reading.pageStart() : null;
    if (passage)
      toastFailure(await addMark(namesOf(book)[0], title, passage, { kind: 'bookmark', colour: 'yellow' }).queued);
  };
  return (
    <IconButton
      icon="bookmark"
      label={t('books.mark.page')}
      aria-pressed={here.length > 0}
      className={`aria-pressed:bg-leaf aria-pressed:text-on-leaf ${className}`}
      onClick={() => void toggle()}
    />
  );
}

function toastFailure(queued: Parameters<typeof toastQueued>[0]): void {
  if (!queued.ok) toastQueued(queued);
}
