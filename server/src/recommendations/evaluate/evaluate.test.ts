import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { onRealData } from '../../testing/real-data.ts';
import { byReader, evaluate } from './evaluate.ts';
import { innerSplit } from './inner-split.ts';
import { readBooks, readRatings } from './rating-files.ts';
import { tune } from './tune.ts';
import { TUNING } from './tuning.ts';

const works = Array.from('abcdefgh').map((id): WorkDescription => {
  const half = id < 'e' ? 'first' : 'second';
  return { id, title: '', authors: [half], subjects: [], language: null, series: null };
});
const read = (reader: string, ids: string, opened = ''): Reading[] =>
  Array.from(ids).map((work, time) => ({ reader, work, weight: opened.includes(work) ? OPENED : LIKED, time }));

describe('evaluating', () => {
  it('B11: compares each method with what was held back; content knows works that nobody read', () => {
    const readings = [...read('q', 'abc'), ...read('r', 'abc'), ...read('s', 'eg'), ...read('me', 'ab')];
    const quality = evaluate(works, { readings, relevant: new Map([['me', new Set(['c', 'd'])]]) });
    const recall = Object.fromEntries(Object.entries(quality).map(([name, q]) => [name, q['recall@10']]));
    expect(recall).toEqual({ popularity: 0.5, itemItem: 0.5, content: 1, collaborative: 0.5, hybrid: 1 });
    // c, e and g were each liked; of these popularity has c first.
    expect(quality.popularity['ndcg@10']).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12);
  });
  it('item–item does not see what was only opened, and nobody gets what they read', () => {
    const readings = [...read('q', 'ab', 'b'), ...read('r', 'bc'), ...read('me', 'ba', 'b')];
    const quality = evaluate(works, { readings, relevant: new Map([['me', new Set(['b', 'c'])]]) });
    expect(quality.itemItem['recall@10']).toBe(0);
    expect(quality.collaborative['recall@10']).toBe(0.5);
    expect(quality.popularity['recall@10']).toBe(0.5);
  });
});

describe('the inner split', () => {
  it('holds back the last fifth of what each reader liked, at least one, and drops what came after', () => {
    const { readings, relevant } = innerSplit([...read('r', 'abcdefgh', 'bdfh'), ...read('s', 'ab', 'ab')]);
    // r liked a, c, e, g: one is held back; h was opened after it, f before.
    expect(Object.fromEntries(relevant)).toEqual({ r: new Set(['g']) });
    expect(readings.map(({ reader, work }) => reader + work)).toEqual(['ra', 'rb', 'rc', 'rd', 're', 'rf']);
  });
});

describe('tuning', () => {
  it('tries values of each parameter, one at a time, and names those in use', () => {
    const trials = [...tune(works, [...read('q', 'abc'), ...read('r', 'abcd', 'a'), ...read('me', 'ab')])];
    const inUse = trials.filter(({ chosen }) => chosen).map(({ parameter, value }) => [parameter, value]);
    expect(Object.fromEntries(inUse)).toEqual({
      opened: OPENED,
      ...Object.fromEntries(Object.entries(TUNING).filter(([name]) => !['readers', 'kinds'].includes(name))),
      ...TUNING.kinds,
    });
    // Of c and d, held back from q and r, only what the works are leads to d.
    const trial = (parameter: string, value: number) =>
      trials.find((t) => t.parameter === parameter && t.value === value);
    expect(trial('author', 0)?.['recall@10']).toBeLessThan(trial('author', 1)?.['recall@10'] ?? 0);
  });
});

describe('real ratings', () => {
  const files = async (path: string) => {
    const books = await readBooks(createReadStream(path.replace('train', 'books')));
    if (!books.ok) throw new Error(books.error.code);
    const [train, test] = await Promise.all(
      [path, path.replace('train', 'validation')].map(async (name) => {
        const lines = await readRatings(createReadStream(name), books.value);
        if (!lines.ok) throw new Error(lines.error.code);
        return lines.value;
      }),
    );
    return { books: books.value, train: train ?? [], test: test ?? [] };
  };
  onRealData(
    'recommendations/train.csv.gz',
    'B11: the hybrid finds more of what readers chose next than both of its parts and than plain methods do',
    async (path) => {
      const { books, train, test } = await files(path);
      const relevant = new Map(
        [...byReader(test)].map(([reader, lines]) => [reader, new Set(lines.map((l) => l.work))]),
      );
      const quality = evaluate(books, { readings: train, relevant });
      const figure = (method: keyof typeof quality): number[] =>
        Object.values(quality[method]).map((value: number) => Number(value.toFixed(3)));
      // The plain methods are the known ones: these are their published figures on these files.
      expect([figure('popularity'), figure('itemItem')]).toEqual([
        [0.044, 0.05],
        [0.1, 0.105],
      ]);
      const recall = quality.hybrid['recall@10'];
      expect(recall).toBeGreaterThanOrEqual(0.115);
      for (const other of ['popularity', 'itemItem', 'content', 'collaborative'] as const) {
        expect(recall).toBeGreaterThan(quality[other]['recall@10']);
        expect(quality.hybrid['ndcg@10']).toBeGreaterThan(quality[other]['ndcg@10']);
      }
    },
  );
});
