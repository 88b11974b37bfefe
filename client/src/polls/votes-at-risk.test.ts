import { describe, expect, it } from 'vitest';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { closingWithinDay, pollsWaitedFor, remedyFor } from './votes-at-risk.ts';

const act = (seq: number, poll: string, change: object = {}) => ({
  seq,
  name: 'poll.vote',
  args: { poll },
  verdict: null,
  held: null,
  cancelKey: null,
  ...change,
});
const now = Date.parse('2027-03-10T12:00:00Z');
const poll = (id: string, closesAt: string, state: Poll['state'] = 'open') => ({ id, closesAt, state }) as Poll;

describe('votes at risk', () => {
  it('S26: are those that wait: neither received, taken back, set aside, withdrawn nor received before a restore', () => {
    expect(pollsWaitedFor([act(1, 'a'), act(2, 'b'), act(3, 'a')])).toEqual(['a', 'b']);
    for (const change of [
      { verdict: { status: 'applied', notes: [] } },
      { held: 'quarantined' },
      { cancelKey: 'x' },
      { again: { at: 'x' } },
      { name: 'project.boost' },
      { args: {} },
    ])
      expect(pollsWaitedFor([act(1, 'a', change)])).toEqual([]);
    const withdrawal = act(2, 'a', { name: 'poll.withdrawVote' });
    expect(pollsWaitedFor([withdrawal, act(1, 'a')])).toEqual([]);
    expect(pollsWaitedFor([act(1, 'a'), { ...withdrawal, cancelKey: 'x' }])).toEqual(['a']);
    expect(pollsWaitedFor([act(1, 'a', { verdict: {} }), act(2, 'a')])).toEqual(['a']);
    const secret = (seq: number, ballot: object | null) =>
      act(seq, 'a', { name: 'poll.voteSecretly', args: { poll: 'a', ballot } });
    expect(pollsWaitedFor([secret(1, {})])).toEqual(['a']);
    expect(pollsWaitedFor([secret(1, {}), secret(2, null)])).toEqual([]);
  });
  it('P1: concern open polls that close within a day by the server’s clock', () => {
    const polls = [
      poll('tomorrow', '2027-03-11T12:00:00.000Z'),
      poll('soon', '2027-03-10T12:40:00.000Z'),
      poll('later', '2027-03-11T12:00:01.000Z'),
      poll('past', '2027-03-10T12:00:00.000Z'),
      poll('cancelled', '2027-03-10T13:00:00.000Z', 'cancelled'),
    ];
    expect(closingWithinDay(polls, now).map((p) => p.id)).toEqual(['soon', 'tomorrow']);
  });
  it('come with what helps', () => {
    const remedy = (change: object) => remedyFor({ phase: 'idle', online: 'yes', readOnlyUntil: 0, ...change }, now);
    expect(remedy({ phase: 'paused-auth', online: 'no' })).toBe('signIn');
    expect(remedy({ phase: 'upgrade' })).toBe('update');
    expect(remedy({ phase: 'waiting' })).toBe('network');
    expect(remedy({ online: 'no', phase: 'exchanging' })).toBe('network');
    expect(remedy({ phase: 'exchanging' })).toBe('wait');
    expect(remedy({ phase: 'refused' })).toBe('wait');
    expect(remedy({ readOnlyUntil: now + 1 })).toBe('wait');
  });
});
