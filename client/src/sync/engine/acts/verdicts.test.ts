import { describe, expect, it } from 'vitest';
import { afterAnswer, afterReceipt, afterSilence, allPassed, hasPassed, isFinished } from './verdicts.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { Part } from '../store/cursor-row.ts';
import { act, key } from '../../testing/acts.ts';
import type { Answer, Verdict } from '../protocol.ts';

const applied: Verdict = { status: 'applied', notes: [] };
const part = (rev: number, table = '~', over: Partial<Part> = {}): Part => ({
  cursor: { scope: 'public', entities: { story: 1 }, rev, table, id: '' },
  done: table === '~',
  mark: 1,
  sweep: false,
  frozen: false,
  ...over,
});
const pulling = (rev: number): Part => {
  const p = part(rev, 'story');
  return { ...p, cursor: { ...p.cursor, from: 9 } };
};

describe('S16: when a cursor has passed a rev', () => {
  it.each([
    ['after the last row of that rev', part(5), 5, true],
    ['inside that rev', part(5, 'story'), 5, false],
    ['inside a later rev', part(6, 'story'), 5, true],
    ['before it', part(4), 5, false],
    ['while a whole pull runs', pulling(8), 5, false],
  ])('S16: %s', (_, p, rev, passed) => expect(hasPassed(p, rev)).toBe(passed));

  it('S16: every cursor of every subscribed scope counts; removed scopes and frozen cursors do not', () => {
    const held = new Map([
      ['a', [part(5), part(3)]],
      ['b', [part(7)]],
      ['c', [part(9), part(2, '~', { frozen: true })]],
    ]);
    expect(allPassed({ b: 7, c: 9, gone: 99 }, held)).toBe(true);
    expect(allPassed({ a: 5 }, held)).toBe(false);
    expect(isFinished(act(1, { verdict: applied, revs: { b: 8 } }), held)).toBe(false);
    expect(isFinished(act(1, { verdict: applied, revs: { b: 7 } }), held)).toBe(true);
    expect(isFinished(act(1), held)).toBe(false);
  });
});

describe('S8: how an answer changes an act', () => {
  const final = { key: key(1), hash: 'h1', verdict: applied, revs: { public: 3 }, at: 'T' };
  it.each<[string, Partial<OutboxRow>, Answer, Partial<OutboxRow>]>([
    [
      'a verdict is stored with its revs',
      {},
      final,
      { verdict: applied, revs: { public: 3 }, at: 'T', held: null, lastError: null },
    ],
    [
      'S6: a verdict for another hash is not applied',
      {},
      { ...final, hash: 'other' },
      { held: 'quarantined', heldAt: 9, lastError: 'sync.key_reused' },
    ],
    [
      'S6: a reused key quarantines the act',
      {},
      { key: key(1), keyReused: true },
      { held: 'quarantined', heldAt: 9, lastError: 'sync.key_reused' },
    ],
    [
      'S24: an act the server does not know waits for an update',
      {},
      { key: key(1), upgradeRequired: true },
      { held: 'upgrade', heldAt: 9, lastError: 'sync.upgrade_required' },
    ],
    ['S9: busy does not count', { unsettled: 4 }, { key: key(1), busy: true }, { lastError: 'sync.busy' }],
    [
      'S9: after the fourth unsettled answer the act stays queued',
      { unsettled: 3 },
      { key: key(1), unsettled: 'x' },
      { unsettled: 4, lastError: 'x' },
    ],
    [
      'S9: the fifth unsettled answer quarantines the act',
      { unsettled: 4 },
      { key: key(1), unsettled: 'x' },
      { unsettled: 5, held: 'quarantined', heldAt: 9, lastError: 'x' },
    ],
    [
      'S26: a cancel the server cannot accept is dropped, and the act itself is sent again',
      { cancelKey: key(50) },
      {
        key: key(50),
        convergent: true,
        verdict: { status: 'rejected', code: 'sync.cannot_cancel', params: {} },
        revs: {},
        at: 'T',
      },
      { cancelKey: null, lastError: 'sync.cannot_cancel' },
    ],
    [
      'S26: the answer to the cancel is not applied to the act',
      { cancelKey: key(50) },
      { key: key(50), convergent: true, verdict: applied, revs: {}, at: 'T' },
      { lastError: null },
    ],
  ])('%s', (_, over, answer, patch) => expect(afterAnswer(act(1, over), answer, 9)).toEqual(patch));

  it('S6: a receipt applies to an act only if key and hash match', () => {
    const receipt = { id: key(1), hash: 'h1', name: 'project.boost', verdict: applied, revs: { public: 3 }, at: 'T' };
    expect(afterReceipt(act(1), receipt)).toMatchObject({ verdict: applied, revs: { public: 3 } });
    expect(afterReceipt(act(1), { ...receipt, hash: 'other' })).toBeNull();
    expect(afterReceipt(act(2), receipt)).toBeNull();
    expect(afterReceipt(act(1, { verdict: applied }), receipt)).toBeNull();
  });
});

it('S9: an act sent alone five times without an answer is quarantined', () => {
  expect(afterSilence(act(1, { alone: 3 }), 9)).toMatchObject({ alone: 4 });
  expect(afterSilence(act(1, { alone: 3 }), 9).held).toBeUndefined();
  expect(afterSilence(act(1, { alone: 4 }), 9)).toMatchObject({ alone: 5, held: 'quarantined' });
});
