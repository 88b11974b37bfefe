import type { BookMark } from '@egoejo/shared/books/model.ts';
import type { ManuscriptNote } from '@egoejo/shared/publishing/model.ts';
import { MANUSCRIPT_TEXT } from '@egoejo/shared/publishing/model.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';

/** What a reviewer noted at a place, as it can be sent to the author. */
export interface Remark extends Pick<ManuscriptNote, 'cfi' | 'quote' | 'text'> {
  /** The mark's id. */
  id: string;
}

/**
 * The marks with a note that their author has not sent: none of their notes at the place says the same.
 * @param textsOf the texts of a mark's note
 */
export function unsentOf(
  marks: readonly BookMark[],
  notes: readonly ManuscriptNote[],
  textsOf: (mark: BookMark) => string[],
): Remark[] {
  const sent = new Set(notes.filter((n) => n.mine).map((n) => `${n.cfi} ${n.text}`));
  return marks
    .map((mark) => ({
      id: mark.id,
      cfi: mark.cfi,
      quote: cut(mark.text, MANUSCRIPT_TEXT.quote).trim(),
      text: cut(textsOf(mark).join('\n\n'), MANUSCRIPT_TEXT.note).trim(),
    }))
    .filter(({ cfi, text }) => text !== '' && !sent.has(`${cfi} ${text}`));
}
