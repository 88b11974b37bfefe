/** What the SQL functions of `settle.sql` answer. */
import type { HotOutcomes } from '../sync/settle/act.ts';

export const hotOutcomes: HotOutcomes<'book.session' | 'mark.add' | 'mark.colour' | 'mark.note' | 'mark.remove'> = {
  'book.session': {
    refuses: [],
    notes: ['saka.harvested', 'saka.daily_limit', 'saka.not_confirmed', 'reading.no_time'],
  },
  'mark.add': { refuses: ['books.too_many_marks'] },
  'mark.colour': { refuses: ['books.unknown_mark'] },
  'mark.note': { refuses: ['books.unknown_mark', 'books.too_many_notes'] },
  'mark.remove': { refuses: [], notes: ['books.note_kept'] },
};
