import type { Position, ReadingItem, Story } from '@egoejo/shared/reading/model.ts';
import { describe, expect, it } from 'vitest';
import { firstStory, minutesFor, nextText, resumeReading } from './next-text.ts';

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
