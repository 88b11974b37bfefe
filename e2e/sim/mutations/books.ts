/** Marks in books and sessions of reading: made, changed and removed on several devices of a member. */
import { colours, type BookMark } from '@egoejo/shared/books/model.ts';
import type { BookId, BookImportId, MarkId } from '@egoejo/shared/platform/ids.ts';
import { communityOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

/** A mark that this device has, or that the member made elsewhere and it does not know; and the notes it saw of it. */
function pickMark({ rng, device, installation, newId }: MakeContext): { mark: MarkId; over: string[] } {
  const here = device.rows<BookMark>('bookMark');
  const own = installation.marks.filter((m) => m.member === device.member);
  if (here.length > 0 && rng.chance(0.8)) {
    const { id, notes } = rng.pick(here);
    return { mark: id, over: notes.map((n) => n.id) };
  }
  return { mark: own.length > 0 ? rng.pick(own).mark : newId<MarkId>(), over: [] };
}

export const books: SimulatedMutations<
  | 'mark.add'
  | 'mark.colour'
  | 'mark.note'
  | 'mark.remove'
  | 'book.session'
  | 'review.write'
  | 'review.remove'
  | 'follow.set'
  | 'recommendation.refuse'
  | 'catalogue.import'
> = {
  'catalogue.import': {
    weight: 2,
    make: (context) => ({
      id: context.newId<BookImportId>(),
      community: context.rng.chance(0.8) ? communityOf(context) : null,
      name: 'puits.epub',
    }),
    last: null,
  },
  'review.write': {
    weight: 3,
    make: ({ rng, installation, newId }) => ({
      work: rng.chance(0.95) ? rng.pick(installation.works) : newId<BookId>(),
      stars: 1 + rng.int(5),
      text: rng.chance(0.5) ? `avis ${rng.int(100)}` : '',
      signed: rng.chance(0.5),
    }),
    last: null,
  },
  'review.remove': { weight: 1, make: ({ rng, installation }) => ({ work: rng.pick(installation.works) }), last: null },
  'follow.set': {
    weight: 2,
    make: ({ rng, installation }) => {
      const others = [
        { kind: 'author' as const, key: rng.pick(['Awa', 'AWA', 'Zoé']), name: '' },
        { kind: 'category' as const, key: rng.pick(['poetry', 'tales', 'unknown']), name: '' },
        { kind: 'member' as const, key: rng.pick(installation.members).id, name: 'Awa' },
      ];
      return { of: rng.pick(others), on: rng.chance(0.7) };
    },
    last: null,
  },
  'recommendation.refuse': {
    weight: 2,
    make: ({ rng, installation, newId }) => ({
      work: rng.chance(0.95) ? rng.pick(installation.works) : newId<BookId>(),
      refused: rng.chance(0.7),
    }),
    last: null,
  },
  'mark.add': {
    weight: 5,
    make: ({ rng, installation, device, newId }) => {
      const ids = Array.from({ length: 1 + rng.int(3) }, () => newId<MarkId>());
      installation.marks.push(...ids.map((mark) => ({ mark, member: device.member })));
      return {
        book: rng.pick(installation.books),
        marks: ids.map((id, i) => ({
          id,
          kind: rng.chance(0.2) ? ('bookmark' as const) : ('highlight' as const),
          cfi: `epubcfi(/6/${2 * (1 + rng.int(9))}!/4/2/${2 * rng.int(30)})`,
          at: rng.int(10_001),
          text: 'la pluie',
          before: 'sous',
          after: 'du soir',
          colour: rng.pick(colours),
          notes: i === 0 && rng.chance(0.4) ? [`première ${rng.int(1000)}`] : [],
        })),
      };
    },
    last: null,
  },
  'mark.colour': {
    weight: 3,
    make: (context) => ({ mark: pickMark(context).mark, colour: context.rng.pick(colours) }),
    last: null,
  },
  'mark.note': {
    weight: 5,
    make: (context) => ({ ...pickMark(context), note: context.rng.chance(0.1) ? '' : `note ${context.newId()}` }),
    last: null,
  },
  'mark.remove': { weight: 2, make: (context) => pickMark(context), last: null },
  'book.session': {
    weight: 3,
    make: ({ rng, installation }) => ({
      book: rng.pick(installation.books),
      day: '2026-11-01',
      seconds: 1 + rng.int(90),
      words: rng.int(400),
      pages: rng.int(4),
      furthest: rng.int(10_001),
      passed: Array.from({ length: rng.int(3) }, () => {
        const from = rng.int(9_000);
        return { from, to: from + 1_000 + rng.int(9_001 - from) };
      }),
    }),
    last: null,
  },
};
