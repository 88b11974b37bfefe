import type { Poll } from '@egoejo/shared/polls/model.ts';
import { describe, expect, it } from 'vitest';
import { closingSoon, pollsOf } from '../polls/polls-today.ts';
import { nextVisits } from './queries.ts';

const poll = (id: string, closesAt: string, state: Poll['state'] = 'open') => ({ id, closesAt, state }) as Poll;

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
  it('offers polls that the member may vote in and has grains for; a vote cast is never lost from sight', () => {
    const now = Date.parse('2027-03-10T00:00:00Z');
    const costs = (p: Poll, unit: number): Poll => ({ ...p, method: { kind: 'quadratic', credits: 100, unit } });
    const free = (p: Poll): Poll => ({ ...p, method: { kind: 'choice', max: 1 } });
    const polls = [
      costs(poll('five', '2027-03-12T00:00:00.000Z'), 5),
      free(poll('choice', '2027-03-14T00:00:00.000Z')),
      free(poll('elsewhere', '2027-03-11T00:00:00.000Z')),
      costs(poll('cast', '2027-03-13T00:00:00.000Z'), 5),
    ];
    const may = (p: Poll) => p.id !== 'elsewhere';
    const ids = (grains: number) => {
      const { open, done } = pollsOf(polls, new Set(['cast']), may, grains, now);
      return { open: open.map((p) => p.id), done: done.map((p) => p.id) };
    };
    expect(ids(5)).toEqual({ open: ['five', 'choice'], done: ['cast'] });
    expect(ids(4)).toEqual({ open: ['choice'], done: ['cast'] });
  });
  it('counts what changed since the previous visit; reloads within half an hour belong to the same visit', () => {
    const first = nextVisits(null, '2027-03-01T08:00:00.000Z');
    expect(first.before).toBeNull();
    expect(nextVisits(first, '2027-03-01T08:20:00.000Z').before).toBeNull();
    const next = nextVisits(first, '2027-03-02T08:00:00.000Z');
    expect(next.before).toBe('2027-03-01T08:00:00.000Z');
    expect(nextVisits(next, '2027-03-02T08:10:00.000Z').before).toBe('2027-03-01T08:00:00.000Z');
  });
});
