import type { Poll } from '@egoejo/shared/polls/model.ts';
import type { Position, ReadingItem, Story } from '@egoejo/shared/reading/model.ts';
import { describe, expect, it } from 'vitest';
import { closingSoon, firstStory, minutesFor, nextVisits, resumeReading } from './queries.ts';

const poll = (id: string, closesAt: string, state: Poll['state'] = 'open') => ({ id, closesAt, state }) as Poll;
const item = (id: string, story: string | null = null, finishedAt: string | null = null) =>
  ({ id, story, finishedAt, title: id, words: 1000 }) as ReadingItem;
const position = (text: string, at: number, updatedAt: string) =>
  ({ id: `${text}:${updatedAt}`, text, at, updatedAt }) as Position;

describe('Accueil', () => {
  it('shows open polls, the soonest to close first, and none whose closing time has passed by the server clock', () => {
    const now = Date.parse('2027-03-10T00:00:00Z');
    const polls = [
      poll('late', '2027-04-01T00:00:00.000Z'),
      poll('past', '2027-03-09T00:00:00.000Z'),
      poll('soon', '2027-03-11T00:00:00.000Z'),
      poll('shut', '2027-03-12T00:00:00.000Z', 'closed'),
    ];
    expect(closingSoon(polls, now, 5).map((p) => p.id)).toEqual(['soon', 'late']);
    expect(closingSoon(polls, now, 1).map((p) => p.id)).toEqual(['soon']);
  });
  it('S27: resumes the text read last, at the furthest position of any device', () => {
    const items = [item('a', 'story-a'), item('b'), item('done', null, '2027-03-01T00:00:00.000Z')];
    const positions = [
      position('b', 2000, '2027-03-01'),
      position('story-a', 6400, '2027-03-02'),
      position('story-a', 1200, '2027-03-05'),
      position('done', 5000, '2027-03-09'),
    ];
    expect(resumeReading(items, positions)).toMatchObject({ item: { id: 'a' }, at: 6400 });
    expect(resumeReading(items, [])).toBeNull();
  });
  it('counts what changed since the previous visit; reloads within half an hour belong to the same visit', () => {
    const first = nextVisits(null, '2027-03-01T08:00:00.000Z');
    expect(first.before).toBeNull();
    expect(nextVisits(first, '2027-03-01T08:20:00.000Z').before).toBeNull();
    const next = nextVisits(first, '2027-03-02T08:00:00.000Z');
    expect(next.before).toBe('2027-03-01T08:00:00.000Z');
    expect(nextVisits(next, '2027-03-02T08:10:00.000Z').before).toBe('2027-03-01T08:00:00.000Z');
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
