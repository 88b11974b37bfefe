import { expect, it } from 'vitest';
import type { Act } from '../../sync/api/acts/activity.ts';
import { writtenHere } from './written.ts';

const act = (seq: number, part: number, text: string, last: boolean, status?: 'applied' | 'rejected') => ({
  name: 'track.words',
  seq,
  here: true,
  args: { track: 't', part, text, last },
  verdict: (status ? { status } : null) as Act['verdict'],
});

it('L1: the words that were written last on this device, whole or not at all', () => {
  const old = [act(1, 0, 'vieux', false, 'applied'), act(2, 1, 'mots', true, 'applied')];
  expect(writtenHere([])).toBeNull();
  expect(writtenHere(old)).toBe('vieux\nmots');
  expect(writtenHere([...old, act(3, 0, 'neuf', true)])).toBe('neuf');
  expect(writtenHere([act(4, 0, '', true), ...old])).toBe('');
  expect(writtenHere([...old, act(3, 0, 'neuf', false)])).toBeNull();
  expect(writtenHere([...old, act(3, 0, 'refusé', true, 'rejected')])).toBe('vieux\nmots');
  expect(writtenHere([act(6, 1, 'sans début', true)])).toBeNull();
});
