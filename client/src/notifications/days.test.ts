import { expect, it } from 'vitest';
import type { Notification } from '@egoejo/shared/notifications/model.ts';
import { byDay, isRefusedVote, type Entry } from './days.ts';

const row: Notification = {
  id: '',
  kind: 'news',
  project: null,
  poll: null,
  comment: null,
  community: null,
  title: '',
  text: '',
  createdAt: '2026-01-01T00:00:00Z',
  readAt: null,
};
const entry = (id: string, day: number, hour: number): Entry => ({
  id,
  at: new Date(2026, 0, day, hour).getTime(),
  row: { ...row, id },
});

it('groups by day, newest day first, and puts what is new first within a day', () => {
  const days = byDay([entry('a', 1, 9), entry('b', 2, 8), entry('c', 2, 10), entry('d', 2, 9)], (e) => e.id === 'b');
  expect(days.map((d) => d.entries.map((e) => e.id))).toEqual([['b', 'c', 'd'], ['a']]);
});

it('has no days without notifications', () => expect(byDay([], () => true)).toEqual([]));

it('tells of refused votes of this device, and of nothing else that was refused or received', () => {
  const vote = { here: true, state: 'refused', name: 'poll.vote' } as const;
  expect(isRefusedVote(vote)).toBe(true);
  expect(isRefusedVote({ ...vote, here: false })).toBe(false);
  expect(isRefusedVote({ ...vote, state: 'received' })).toBe(false);
  expect(isRefusedVote({ ...vote, name: 'project.boost' })).toBe(false);
});
