/** Proofs of the rules of reading (docs/rules/reading.md). */
import type { Proof } from './proof.ts';

export const readingProofs: readonly Proof[] = [
  {
    rule: 'B1',
    test: 'B1: another file of the same book is an edition of its work; the same identifier with another title is not',
    file: 'server/src/catalogue/record.ts',
    from: `JSON.stringify([book.identifier, keyed(title), keyed(authors), book.languages[0]?.toLowerCase() ?? ''])`,
    to: 'JSON.stringify([book.identifier])',
  },
  {
    rule: 'B2',
    test: 'B2: a work of a private community, its file and its cover are for its members alone',
    file: 'server/src/catalogue/visible.ts',
    from: '(w.community is null or community_visible(',
    to: '(true or community_visible(',
  },
  {
    rule: 'B3',
    test: 'B3: an encrypted book is refused; one whose fonts are obscured is not',
    file: 'server/src/catalogue/epub/book.ts',
    from: 'if (locked !== null) return fail(',
    to: `if (locked === '') return fail(`,
  },
  {
    rule: 'B4',
    test: 'B4: a download in ranges gives the bytes of the file, each piece with its hash',
    file: 'server/src/catalogue/byte-range.ts',
    from: `to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)`,
    to: 'bytes - 1',
  },
  {
    rule: 'B10',
    test: 'B10: ten hours told within one are counted as one, and more as none; the member is told',
    file: 'server/src/books/settle.sql',
    from: 'if a.as_of is null then v_seconds := book_room(a.member, v_since, v_seconds); end if;',
    to: '',
  },
  {
    rule: 'B13',
    test: 'B13 S17: one review a member and work, changed in place; the tally follows the stars',
    file: 'server/src/reviews/tally.sql',
    from: 'if v_reviews <> 0 or v_before <> v_after then',
    to: 'if v_reviews <> 0 then',
  },
  {
    rule: 'B11',
    test: 'B11: gets what readers of the latest works read, never what was read, with the work that led to it',
    file: 'server/src/recommendations/recommend.ts',
    from: 'read.has(index) || against.has(index)',
    to: 'against.has(index)',
  },
  {
    rule: 'B11',
    test: 'B11: what is not for a reader is not recommended, is no reason, and counts against works like it',
    file: 'server/src/recommendations/recommend.ts',
    from: 'for (const work of against) give(work, -AGAINST, null);',
    to: '',
  },
  {
    rule: 'B11',
    test: 'B11: of equal works the first in the catalogue comes first, whatever the order of the readings',
    file: 'server/src/recommendations/sums.ts',
    from: 'values[a] === values[b] && a > b',
    to: 'values[a] === values[b] && a < b',
  },
  {
    rule: 'B11',
    test: 'B11: a new reader gets what many read lately, in their language first',
    file: 'server/src/recommendations/trending.ts',
    from: '2 ** (-age / HALF_LIFE_MS)',
    to: '1',
  },
  {
    rule: 'B11',
    test: 'B11: what is not for a reader leaves the list at once, and so does what it led to',
    file: 'shared/src/recommendations/model.ts',
    from: `!('from' in reason && unwanted.has(reason.from))`,
    to: 'true',
  },
];
