import { expect, it } from 'vitest';
import { bookOfFile, type BookMark } from '@egoejo/shared/books/model.ts';
import { newId, type MarkId } from '@egoejo/shared/platform/ids.ts';
import { asAnnotations, asMarkdown, readAnnotations } from './annotations.ts';
import { actsOf } from './import-marks.ts';

const book = bookOfFile('0f'.repeat(32));
const mark = (more: Partial<BookMark> = {}): BookMark => ({
  id: newId<MarkId>(),
  book,
  kind: 'highlight',
  cfi: 'epubcfi(/6/4!/4/2,/1:0,/1:9)',
  at: 1234,
  text: 'La pluie --> tombe',
  before: 'hier',
  after: 'ici',
  colour: 'blue',
  notes: [{ id: newId(), text: 'À relire\n\nbientôt -->' }],
  removed: false,
  createdAt: '2026-03-01T09:00:00.000Z',
  changedAt: '2026-03-02T09:00:00.000Z',
  ...more,
});
const percent = (n: number) => `${n} %`;

it('B9: marks saved as Markdown or as Web Annotations are read again as they were, and a second time add nothing', () => {
  const marks = [mark(), mark({ kind: 'bookmark', cfi: 'epubcfi(/6/8!/4/2)', notes: [], colour: 'yellow' })];
  const json = asAnnotations(marks, 'Le soir', `urn:uuid:${book}`);
  const markdown = asMarkdown(marks, 'Le soir', 'A. B.', `urn:uuid:${book}`, percent);
  expect(markdown).toContain('# Le soir\n\nA. B.\n\n> La pluie --> tombe\n\nÀ relire\n\nbientôt -->\n\n— 12 %');
  for (const file of [json, markdown]) {
    const read = readAnnotations(file);
    expect(read).toEqual(
      marks.map(({ book: _b, removed: _r, changedAt: _c, notes, ...kept }) => ({
        ...kept,
        notes: notes.map((n) => n.text),
      })),
    );
    expect(actsOf(read ?? [], [], book)).toEqual([read]);
    expect(actsOf(read ?? [], marks, book)).toEqual([]);
  }
});

it('B9: an annotation of another program without our fields is read; what is none is left out', () => {
  const other = {
    type: 'Annotation',
    body: { value: 'note' },
    target: { selector: { type: 'FragmentSelector', value: 'epubcfi(/6/2!/4)' } },
  };
  expect(readAnnotations(JSON.stringify([other, { type: 'Annotation' }, 4]))).toEqual([
    {
      id: null,
      kind: 'highlight',
      cfi: 'epubcfi(/6/2!/4)',
      at: 0,
      text: '',
      before: '',
      after: '',
      colour: 'yellow',
      notes: ['note'],
    },
  ]);
  expect(readAnnotations('# Un journal')).toBeNull();
  expect(readAnnotations('{"first":1}')).toBeNull();
});

it('B9: a mark that was removed here comes back under a new id, and long marks are sent in several acts', () => {
  const gone = mark({ removed: true });
  const [acts] = actsOf(readAnnotations(asAnnotations([gone], '', '')) ?? [], [gone], book);
  expect(acts).toHaveLength(1);
  expect(acts?.[0]?.id).not.toBe(gone.id);
  const many = Array.from({ length: 45 }, (_, i) => mark({ cfi: `epubcfi(/6/4!/4/${i})` }));
  const long = Array.from({ length: 5 }, (_, i) =>
    mark({ cfi: `epubcfi(/6/8!/4/${i})`, notes: [{ id: newId(), text: 'é'.repeat(1900) }] }),
  );
  expect(actsOf(readAnnotations(asAnnotations(many, '', '')) ?? [], [], book).map((a) => a.length)).toEqual([
    20, 20, 5,
  ]);
  expect(actsOf(readAnnotations(asAnnotations(long, '', '')) ?? [], [], book).map((a) => a.length)).toEqual([3, 2]);
});

it('B9: a mark without an id gets the same one on each device', () => {
  const other = [{ target: { selector: { type: 'FragmentSelector', value: 'epubcfi(/6/2!/4)' } } }];
  const idIn = (of: BookMark['book']) => actsOf(readAnnotations(JSON.stringify(other)) ?? [], [], of)[0]?.[0]?.id;
  expect(idIn(book)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
  expect(idIn(book)).toBe(idIn(book));
  expect(idIn(bookOfFile('1e'.repeat(32)))).not.toBe(idIn(book));
});
