import { expect, it } from 'vitest';
import { isPinned } from './model.ts';
import { distinctWords, filteredWord, keepFromAfter } from './rules.ts';

it.each([
  ['Espèce de PATATE !', ['patate'], 'patate'],
  ['espece de patate', ['Espèce'], 'Espèce'],
  ['l’idiot', ['idiot'], 'idiot'],
  ['une patate-douce', ['patate douce'], 'patate douce'],
  ['une patate, douce', ['patate douce'], 'patate douce'],
  ['des patates', ['patate'], null],
  ['patatras', ['patate', 'tra'], null],
  ['douce patate', ['patate douce'], null],
  ['غَبِيّ', ['غبي'], 'غبي'],
  ['rien', ['!!!', ''], null],
  ['', ['mot'], null],
])('T5: in “%s” the words %j find %j', (text, words, found) => {
  expect(filteredWord(text, words)).toBe(found);
});

it('T5: a list has each word once, as it was first written', () => {
  expect(distinctWords(['Idiot', 'idiot', 'IDIÔT', '…', 'patate'])).toEqual(['Idiot', 'patate']);
});

it('T5: keeping messages for a shorter time takes effect after seven days, longer at once', () => {
  const [at, later] = ['2026-01-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z'];
  const past = '2025-01-01T00:00:00.000Z';
  expect(keepFromAfter({ keep: null, keepFrom: null }, 365, at)).toBe(later);
  expect(keepFromAfter({ keep: 365, keepFrom: past }, 30, at)).toBe(later);
  expect(keepFromAfter({ keep: 30, keepFrom: past }, 90, at)).toBe(past);
  expect(keepFromAfter({ keep: 30, keepFrom: past }, 30, at)).toBe(past);
  expect(keepFromAfter({ keep: 30, keepFrom: past }, null, at)).toBe(null);
});

it('T2: a message that came to the device before there were pins is not pinned', () => {
  expect([isPinned({}), isPinned({ pinnedAt: null }), isPinned({ pinnedAt: '2026-01-01T00:00:00.000Z' })]).toEqual([
    false,
    false,
    true,
  ]);
});
