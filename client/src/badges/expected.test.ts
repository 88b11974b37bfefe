import { expect, it } from 'vitest';
import { bookOfFile } from '@egoejo/shared/books/model.ts';
import { newId, type BookId } from '@egoejo/shared/platform/ids.ts';
import { eventsToCome } from './expected.ts';

it('B14: a device expects what its own rows will tell: no file of one’s own, nothing that was told', () => {
  const [work, half] = [newId<BookId>(), newId<BookId>()];
  const read = (book: BookId, day: string, seconds: number, from: number, to: number) => ({
    book,
    day,
    seconds,
    passed: [{ from, to }],
  });
  const rows = {
    days: [
      read(work, '2026-03-03', 30, 5_000, 10_000),
      read(half, '2026-03-03', 30, 0, 9_000),
      read(work, '2026-03-01', 59, 0, 5_000),
      read(bookOfFile('ab'.repeat(32)), '2026-03-04', 600, 0, 10_000),
    ],
    texts: [
      { id: 'told', at: '2026-03-06T10:00:00Z' },
      { id: 'text', at: '2026-03-05T10:00:00Z' },
    ],
    reviews: [{ id: work, writtenAt: '2026-03-05T11:00:00Z' }],
  };
  const told = [
    { kind: 'finished', subject: 'told', day: '2026-03-02' },
    { kind: 'day', subject: '2026-03-04', day: '2026-03-04' },
  ];
  const languages = new Map<string, string>([
    [work, 'fr-CA'],
    ['told', 'sw'],
  ]);
  const lines = eventsToCome(rows, told, (id) => languages.get(id)).map(({ kind, subject, day }) => [
    kind,
    subject,
    day,
  ]);
  expect(lines).toEqual([
    ['day', '2026-03-03', '2026-03-03'],
    ['finished', work, '2026-03-03'],
    ['language', 'fr', '2026-03-03'],
    ['day', '2026-03-05', '2026-03-05'],
    ['finished', 'text', '2026-03-05'],
    ['review', work, '2026-03-05'],
  ]);
});
