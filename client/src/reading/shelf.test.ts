import { expect, it } from 'vitest';
import { inOrder, latest, shelvedText, stagesOf, textsOfShelf } from './shelf.ts';

const text = (id: string, change: Partial<Parameters<typeof shelvedText>[0]> = {}) => ({
  id,
  item: { id: `item ${id}` },
  at: 0,
  finished: false,
  activeAt: 1,
  ...change,
});

it('the shelf holds the queue and the stories that were begun or read, texts and books in hand last first', () => {
  const texts = textsOfShelf({
    queue: [text('queued', { activeAt: 10 })],
    shelf: [
      text('queued', { activeAt: 10 }),
      text('begun', { item: null, at: 300, activeAt: 40 }),
      text('read', { item: null, finished: true, activeAt: 20 }),
      text('new', { item: null }),
    ],
  }).map(shelvedText);
  const books = [{ key: 'book', activeAt: 30, stage: 'toRead' as const }];
  expect(inOrder([...texts, ...books]).map(({ key, stage }) => `${key}: ${stage}`)).toEqual([
    'begun: reading',
    'book: toRead',
    'read: read',
    'item queued: toRead',
  ]);
  expect(stagesOf(books)).toEqual(['toRead']);
});

it('a text counts as read from its last lines on; its last act is the latest of all', () => {
  expect(shelvedText(text('end', { at: 9_900 })).stage).toBe('read');
  expect(shelvedText(text('near', { at: 9_899 })).stage).toBe('reading');
  expect(latest([null, '2026-01-02T00:00:00Z', undefined, '2026-01-01T00:00:00Z'])).toBe(Date.UTC(2026, 0, 2));
  expect(latest([])).toBe(0);
});
