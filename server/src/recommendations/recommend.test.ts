import { describe, expect, it } from 'vitest';
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { describeContent } from './content.ts';
import { collectHistories } from './evaluate/histories.ts';
import { findNeighbours } from './neighbours.ts';
import { createRecommender } from './recommend.ts';
import { TUNING, type Tuning } from './evaluate/tuning.ts';

const DAY_MS = 86_400_000;
const work = (id: string, more: Partial<WorkDescription> = {}): WorkDescription => ({
  id,
  title: '',
  authors: [],
  subjects: [],
  language: null,
  series: null,
  ...more,
});
const works = (ids: string): WorkDescription[] => Array.from(ids).map((id) => work(id));
/** `{ r: 'ab' }`: r liked a, then b. */
const read = (histories: Record<string, string>, weight = LIKED): Reading[] =>
  Object.entries(histories).flatMap(([reader, ids]) =>
    Array.from(ids).map((id, time) => ({ reader, work: id, weight, time: time * DAY_MS })),
  );
const plain: Tuning = { ...TUNING, shrink: 0 };
const ids = (list: readonly { work: string }[]): string => list.map((l) => l.work).join('');
const wanted = { limit: 3, language: null };

describe('neighbours', () => {
  const near = (readings: Reading[], tuning: Tuning) => {
    const collector = collectHistories(new Map(Array.from('abcd').map((id, index) => [id, index])));
    for (const reading of readings) collector.add(reading);
    const {
      starts,
      works: found,
      similarities,
    } = findNeighbours(4, collector.done(), describeContent(works('abcd'), TUNING.kinds), tuning);
    return Array.from('abcd').map((_, w) =>
      Object.fromEntries(
        [...found.subarray(starts[w], starts[w + 1])].map((n, k) => [
          'abcd'[n],
          Number(similarities[starts[w]! + k]!.toFixed(4)),
        ]),
      ),
    );
  };
  const readings = read({ r: 'ab', s: 'abc' });
  /** Of one reader in common, of one and of two. */
  const root = Number(Math.SQRT1_2.toFixed(4));

  it('B11: similarity is readers in common over the root of the product of both numbers of readers', () => {
    expect(near(readings, plain)).toEqual([{ b: 1, c: root }, { a: 1, c: root }, { a: root, b: root }, {}]);
  });
  it('shrinking adds readers to both numbers', () => {
    expect(near(readings, { ...TUNING, shrink: 2 })[0]).toEqual({ b: 0.5, c: Number((1 / Math.sqrt(12)).toFixed(4)) });
  });
  it('works further apart in a history than the window are not together', () => {
    expect(near(readings, { ...plain, window: 1 })[0]).toEqual({ b: 1 });
  });
  it('keeps the nearest; of equal ones, the first in the catalogue', () => {
    expect(near(readings, { ...plain, neighbours: 1 })).toEqual([{ b: 1 }, { a: 1 }, { a: root }, {}]);
  });
  it('several readings of a work are one, the latest; unknown works and no weight are left out', () => {
    const again = [
      ...readings,
      { reader: 's', work: 'a', weight: OPENED, time: 9 * DAY_MS },
      { reader: 's', work: 'nowhere', weight: LIKED, time: 0 },
      { reader: 's', work: 'd', weight: 0, time: 0 },
    ];
    // Reader s now has b, c, a.
    expect(near(again, { ...plain, window: 1 })).toEqual([
      { c: root, b: 0.5 },
      { c: root, a: 0.5 },
      { a: root, b: root },
      {},
    ]);
  });
});

describe('content', () => {
  it('is the weighted sum of cosines of ln(works ÷ works that have it), over the kinds', () => {
    const four = [
      work('a', { subjects: ['forest', 'bees'], authors: ['Awa Diop'] }),
      work('b', { subjects: ['Forêt', 'BEES'], authors: ['awa  DIOP'] }),
      work('c', { subjects: ['forest'] }),
      work('d', { subjects: ['sea'] }),
    ];
    const content = describeContent(four, { series: 1, author: 1, subject: 0.3, title: 1 });
    const [bees, forest, sea] = [Math.log(2), Math.log(2), Math.log(4)];
    const a = Math.hypot(bees, forest);
    expect(content.common(0, 2).similarity).toBeCloseTo((0.3 * forest) / a, 12);
    // Case, accents and spaces do not matter: `forêt` is another word, the rest the same.
    expect(content.common(0, 1).similarity).toBeCloseTo(1 + (0.3 * bees * bees) / a / Math.hypot(bees, sea), 12);
    expect(content.common(0, 3)).toEqual({ similarity: 0, names: {} });
    expect(content.common(1, 0).names).toEqual({ author: 'Awa Diop', subject: 'bees' });
  });
});

describe('a reader', () => {
  it('B11: gets what readers of the latest works read, never what was read, with the work that led to it', () => {
    // b and c are near a; d and e are near x. The reader went on from a to x.
    const readings = read({ q: 'ab', r: 'ac', s: 'xd', t: 'xe', me: 'ax' });
    const list = createRecommender(works('abcdex'), readings).forReader('me', { limit: 4, language: null });
    expect(ids(list)).toBe('debc');
    expect(list.map(({ reason }) => reason)).toEqual([
      { kind: 'readers', from: 'x' },
      { kind: 'readers', from: 'x' },
      { kind: 'readers', from: 'a' },
      { kind: 'readers', from: 'a' },
    ]);
    expect(list[0]!.score / list[2]!.score).toBeCloseTo(2 ** (1 / TUNING.halfLife), 5);
  });
  it('B11: of equal works the first in the catalogue comes first, whatever the order of the readings', () => {
    const readings = read({ q: 'ab', r: 'ac', s: 'ad', t: 'ae', me: 'a' });
    const list = createRecommender(works('edcba'), readings).forReader('me', wanted);
    expect(ids(list)).toBe('edc');
    const backwards = createRecommender(works('edcba'), readings.toReversed()).forReader('me', wanted);
    expect(backwards).toEqual(list);
  });
  it('B11: a work nobody read is recommended by what it has in common', () => {
    const list = createRecommender(
      [
        work('a', { subjects: ['bees'] }),
        work('b', { subjects: ['bees'] }),
        work('c', { subjects: ['sea'] }),
        work('d', { title: 'sea' }),
      ],
      read({ me: 'a' }),
    ).forReader('me', wanted);
    expect(list).toEqual([
      { work: 'b', score: expect.any(Number), reason: { kind: 'subject', from: 'a', name: 'bees' } },
    ]);
  });
  it('B11: the reason is the series, else the author, else what makes up most of the similarity', () => {
    const series = { name: 'Kirikou', number: 1 };
    const list = createRecommender(
      [
        work('a', { series, authors: ['Awa'], subjects: ['bees'], title: 'The Heron' }),
        work('b', { series, authors: ['Awa'] }),
        work('c', { authors: ['Awa'], subjects: ['bees'] }),
        work('d', { subjects: ['bees'] }),
        work('e', { title: 'Two herons and a heron' }),
        work('f', { subjects: ['bees'] }),
        ...works('ghijklmnop'),
      ],
      read({ me: 'a', q: 'af', r: 'af', s: 'af', t: 'af' }),
    ).similarTo('a', 9);
    const reasons = Object.fromEntries(list.map((l) => [l.work, l.reason]));
    expect(reasons).toEqual({
      b: { kind: 'series', from: 'a', name: 'Kirikou' },
      c: { kind: 'author', from: 'a', name: 'Awa' },
      d: { kind: 'subject', from: 'a', name: 'bees' },
      e: { kind: 'title', from: 'a', name: 'Heron' },
      f: { kind: 'readers', from: 'a' },
    });
  });
  it('B11: only a liked work is a reason where there is one', () => {
    const opened = { reader: 'me', work: 'b', weight: OPENED, time: 9 * DAY_MS };
    const recommender = createRecommender(works('abc'), [...read({ q: 'abc', r: 'bc', me: 'a' }), opened]);
    expect(recommender.forReader('me', wanted)[0]?.reason).toEqual({ kind: 'readers', from: 'a' });
    const onlyOpened = createRecommender(works('abc'), [...read({ q: 'abc', r: 'bc' }), opened]);
    expect(onlyOpened.forReader('me', wanted)[0]?.reason).toEqual({ kind: 'readers', from: 'b' });
  });
  it('B11: what is not for a reader is not recommended, is no reason, and counts against works like it', () => {
    const readings = read({ p: 'ab', q: 'ac', r: 'ad', s: 'bd', t: 'bd', me: 'a' });
    const recommender = createRecommender(works('abcd'), readings);
    expect(ids(recommender.forReader('me', wanted))).toBe('cbd');
    const without = recommender.forReader('me', { ...wanted, unwanted: ['b', 'nowhere'] });
    // d is left to what is trending: it is more like b than like a.
    expect(without.map((l) => [l.work, l.reason.kind])).toEqual([
      ['c', 'readers'],
      ['d', 'trending'],
    ]);
    const notA = recommender.forReader('me', { ...wanted, unwanted: ['a'] });
    expect(notA.map(({ reason }) => reason.kind)).toEqual(['trending', 'trending', 'trending']);
    expect(ids(recommender.forReader('me', wanted))).toBe('cbd');
  });
});

describe('trending', () => {
  const at = (id: string, day: number, reader: string): Reading => ({
    reader,
    work: id,
    weight: LIKED,
    time: day * DAY_MS,
  });
  const library = [
    work('a', { language: 'fr' }),
    work('b', { language: 'fr-CA' }),
    work('c', { language: 'eng' }),
    work('d', { language: 'en-GB' }),
    work('e', { language: 'no language' }),
  ];
  // Two readers of a, four weeks before the one of b.
  const readings = [
    at('a', 0, 'q'),
    at('a', 0, 'r'),
    at('b', 28, 's'),
    at('c', 28, 't'),
    at('c', 28, 'u'),
    at('e', 0, 'v'),
  ];

  it('B11: a new reader gets what many read lately, in their language first', () => {
    const recommender = createRecommender(library, readings);
    const list = recommender.forReader('new', { limit: 4, language: 'fr' });
    expect(list.map((l) => [l.work, l.reason])).toEqual([
      ['b', { kind: 'trending', language: 'fr' }],
      ['a', { kind: 'trending', language: 'fr' }],
      ['c', { kind: 'trending', language: null }],
      ['e', { kind: 'trending', language: null }],
    ]);
    // d was read by nobody.
    expect(ids(recommender.forReader('new', { limit: 9, language: 'en' }))).toBe('cbae');
    expect(ids(recommender.forReader('new', { limit: 2, language: 'NO LANGUAGE' }))).toBe('ec');
  });
  it('B11: one reader counts once, however often a work is opened', () => {
    const often = Array.from({ length: 5 }, () => at('a', 28, 'q'));
    expect(ids(createRecommender(library, [...readings, ...often]).forReader('new', wanted))).toBe('cab');
  });
  it('an empty catalogue, and a reader who read everything, get an empty list', () => {
    expect(createRecommender([], readings).forReader('new', wanted)).toEqual([]);
    expect(createRecommender(works('ab'), read({ me: 'ab' })).forReader('me', wanted)).toEqual([]);
    expect(createRecommender(works('ab'), []).similarTo('nowhere', 3)).toEqual([]);
  });
});
