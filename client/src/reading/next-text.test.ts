import type { Position, ReadingItem, Story } from '@egoejo/shared/reading/model.ts';
import { describe, expect, it } from 'vitest';
import {
  firstStory,
  minutesFor,
  nextText,
  nextToFetch,
  onlyHere,
  resumed,
  resumeReading,
  suggested,
  textsToKeep,
  type Known,
} from './next-text.ts';

const item = (id: string, story: string | null = null, finishedAt: string | null = null) =>
  ({ id, story, finishedAt, title: id, words: 1000 }) as ReadingItem;
const position = (text: string, at: number, updatedAt: string) =>
  ({ id: `${text}:${updatedAt}`, text, at, updatedAt }) as Position;

describe('the text to read', () => {
  it('S27: resumes the text read last, at the furthest position of any device', () => {
    const items = [item('a', 'story-a'), item('b'), item('done', null, '2027-03-01T00:00:00.000Z')];
    const positions = [
      position('b', 2000, '2027-03-01'),
      position('story-a', 6400, '2027-03-02'),
      position('story-a', 1200, '2027-03-05'),
      position('done', 5000, '2027-03-09'),
    ];
    expect(resumeReading(items, [], positions, new Set())).toMatchObject({ id: 'a', at: 6400 });
    expect(resumeReading(items, [], [], new Set())).toBeNull();
  });
  it('resumes a story of the shelf that was never queued, until it is read to its end', () => {
    const stories = [{ id: 's', title: 'Le puits', words: 300 }] as Story[];
    const positions = [position('s', 4000, '2027-03-02')];
    expect(resumeReading([], stories, positions, new Set())).toMatchObject({ id: 's', at: 4000, title: 'Le puits' });
    expect(resumeReading([], stories, positions, new Set(['s']))).toBeNull();
    expect(resumeReading([], [{ ...stories[0]!, state: 'withdrawn' }], positions, new Set())).toBeNull();
  });
  it('offers what was queued first to read next, else a story not begun', () => {
    const items = [
      { ...item('second'), state: 'ready', addedAt: '2027-03-02' },
      { ...item('first'), state: 'ready', addedAt: '2027-03-01' },
      { ...item('coming'), state: 'fetching', addedAt: '2027-02-01' },
    ] as ReadingItem[];
    const stories = [
      { id: 'short', title: 'Court', language: 'fr', words: 50 },
      { id: 'long', title: 'Long', language: 'fr', words: 500 },
    ] as Story[];
    expect(nextText(items, stories, new Set(), 'fr')?.id).toBe('first');
    expect(nextText(items, stories, new Set(['first', 'second']), 'fr')).toMatchObject({ id: 'short', story: true });
    expect(nextText([], stories, new Set(['short']), 'fr')?.id).toBe('long');
    expect(nextText([], stories, new Set(['short', 'long']), 'fr')).toBeNull();
  });
  it('suggests the shortest story in the language of the interface first', () => {
    const stories = [
      { id: '1', language: 'en', words: 50 },
      { id: '2', language: 'fr', words: 400 },
      { id: '3', language: 'fr', words: 90 },
    ] as Story[];
    expect(firstStory(stories, 'fr')?.id).toBe('3');
    expect(firstStory(stories, 'sw')?.id).toBe('1');
    expect(firstStory([], 'fr')).toBeNull();
    expect(minutesFor(90)).toBe(1);
  });
});

describe('texts kept ahead', () => {
  const story = (id: string, words: number, bytes = 1000) => ({ id, title: id, language: 'fr', words, bytes }) as Story;
  const queued = (id: string, of: string | null, addedAt: string, more: Partial<ReadingItem> = {}) => ({
    ...item(id, of),
    bytes: 1000,
    state: 'ready' as const,
    addedAt,
    ...more,
  });
  const known = (more: Partial<Known>): Known => ({
    items: [],
    stories: [story('long', 900), story('short', 30), story('queued', 500), story('begun', 600)],
    positions: [],
    finished: new Set(),
    language: 'fr',
    beginner: false,
    ...more,
  });
  const idsOf = (all: Known) => textsToKeep(all).map(({ kind, id }) => `${kind} ${id}`);

  it('are the one begun, the one suggested, then the queue as it was added, what was finished last', () => {
    const items = [
      queued('i1', null, '2027-03-03'),
      queued('i2', 'long', '2027-03-01', { finishedAt: '2027-03-09' }),
      queued('i3', null, '2027-03-02', { state: 'fetching' }),
      queued('i4', 'queued', '2027-03-04'),
    ];
    const positions = [position('begun', 4000, '2027-03-05')];
    expect(idsOf(known({ items, positions }))).toEqual(['story begun', 'item i1', 'story queued', 'story long']);
    expect(idsOf(known({}))).toEqual(['story short']);
    expect(idsOf(known({ beginner: true, positions, items }))).toContain('story short');
  });
  it('are no large ones, no withdrawn ones, and twenty at most', () => {
    const stories = [story('large', 10, 100_001), { ...story('gone', 10), state: 'withdrawn' } as Story];
    const items = [queued('i1', 'large', '2027-03-01'), queued('i2', 'gone', '2027-03-02')];
    expect(textsToKeep(known({ stories, items }))).toEqual([]);
    const many = Array.from({ length: 30 }, (_, i) => queued(`q${i}`, null, `2027-03-01T00:00:${10 + i}`));
    expect(textsToKeep(known({ items: many }))).toHaveLength(20);
  });
  it('come one by one: the first that is not here and not to be left', () => {
    const texts = textsToKeep(known({ items: [queued('i1', 'queued', '1'), queued('i2', 'long', '2')] }));
    const leave = (id: string) => (text: { id: string }) => text.id === id;
    expect(nextToFetch(texts, () => false, leave('queued'))?.id).toBe('long');
    expect(nextToFetch(texts, (id) => id === 'queued', leave(''))?.id).toBe('long');
    expect(nextToFetch(texts, () => true, leave(''))).toBeNull();
  });
  it('without a network only what is here is offered', () => {
    const all = known({ positions: [position('begun', 4000, '2'), position('long', 100, '1')] });
    expect([resumed(all)?.id, suggested(all)?.id]).toEqual(['begun', 'short']);
    const here = onlyHere(all, (text) => text === 'long' || text === 'queued');
    expect([resumed(here)?.id, suggested(here)?.id]).toEqual(['long', 'queued']);
    expect(suggested(onlyHere({ ...all, beginner: true }, () => false))).toBeNull();
  });
});
