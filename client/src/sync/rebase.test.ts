import { describe, expect, it } from 'vitest';
import type { Answer, MutationKey, Verdict } from '@egoejo/shared/sync/protocol.ts';
import { FRESH } from './outbox.ts';
import {
  afterAnswer, afterExchange, afterReceipt, afterSilence, allPassed, backoff, CALM, hasPassed, isFinished, pickBatch, wireForm, type Outcome,
} from './rebase.ts';
import type { OutboxRow, Part } from './store.ts';
import { idOf, WHO } from './testing/world.ts';

const key = (n: number) => idOf<MutationKey>(n);
function act(seq: number, over: Partial<OutboxRow> = {}): OutboxRow {
  return { seq, key: key(seq), name: 'project.boost', version: 1, args: { project: idOf(seq), grains: 1 }, madeAt: '2026-03-01T10:00:00.000Z', hash: `h${seq}`, subject: null, ...FRESH, ...over };
}
const read = (seq: number, item: number, over: Partial<OutboxRow> = {}) => act(seq, { name: 'reading.remove', args: { item: idOf(item) }, ...over });
const applied: Verdict = { status: 'applied', notes: [] };
const part = (rev: number, table = '~', over: Partial<Part> = {}): Part => ({
  cursor: { scope: 'public', entities: { story: 1 }, rev, table, id: '' }, done: table === '~', mark: 1, sweep: false, frozen: false, ...over,
});
const pulling = (rev: number): Part => {
  const p = part(rev, 'story');
  return { ...p, cursor: { ...p.cursor, from: 9 } };
};
const limit = { max: 100, bytes: 200_000, now: 0 };

describe('S16: when a cursor has passed a rev', () => {
  it.each([
    ['after the last row of that rev', part(5), 5, true],
    ['inside that rev', part(5, 'story'), 5, false],
    ['inside a later rev', part(6, 'story'), 5, true],
    ['before it', part(4), 5, false],
    ['while a whole pull runs', pulling(8), 5, false],
  ])('S16: %s', (_, p, rev, passed) => expect(hasPassed(p, rev)).toBe(passed));

  it('S16: counts every scope still held, every cursor of it, but none that is gone or not asked for', () => {
    const held = new Map([['a', [part(5), part(3)]], ['b', [part(7)]], ['c', [part(9), part(2, '~', { frozen: true })]]]);
    expect(allPassed({ b: 7, c: 9, gone: 99 }, held)).toBe(true);
    expect(allPassed({ a: 5 }, held)).toBe(false);
    expect(isFinished(act(1, { verdict: applied, revs: { b: 8 } }), held)).toBe(false);
    expect(isFinished(act(1, { verdict: applied, revs: { b: 7 } }), held)).toBe(true);
    expect(isFinished(act(1), held)).toBe(false);
  });
});

describe('S8: what an answer makes of an act', () => {
  const final = { key: key(1), hash: 'h1', verdict: applied, revs: { public: 3 }, at: 'T' };
  it.each<[string, Partial<OutboxRow>, Answer, Partial<OutboxRow>]>([
    ['a verdict is kept with its revs', {}, final, { verdict: applied, revs: { public: 3 }, at: 'T', held: null, lastError: null }],
    ['S6: a verdict for another hash is none', {}, { ...final, hash: 'other' }, { held: 'quarantined', heldAt: 9, lastError: 'sync.key_reused' }],
    ['S6: a reused key quarantines', {}, { key: key(1), keyReused: true }, { held: 'quarantined', heldAt: 9, lastError: 'sync.key_reused' }],
    ['S24: too new waits for an update', {}, { key: key(1), upgradeRequired: true }, { held: 'upgrade', heldAt: 9, lastError: 'sync.upgrade_required' }],
    ['S9: busy counts nothing', { unsettled: 4 }, { key: key(1), busy: true }, { lastError: 'sync.busy' }],
    ['S9: the fourth unsettled waits on', { unsettled: 3 }, { key: key(1), unsettled: 'x' }, { unsettled: 4, lastError: 'x' }],
    ['S9: the fifth unsettled quarantines', { unsettled: 4 }, { key: key(1), unsettled: 'x' }, { unsettled: 5, held: 'quarantined', heldAt: 9, lastError: 'x' }],
    ['S26: the answer to the cancel is not the act’s', { cancelKey: key(50) }, { key: key(50), convergent: true, verdict: applied, revs: {}, at: 'T' }, { lastError: null }],
  ])('%s', (_, over, answer, patch) => expect(afterAnswer(act(1, over), answer, 9)).toEqual(patch));

  it('S6: a receipt speaks for an act only by key and hash', () => {
    const receipt = { id: key(1), hash: 'h1', name: 'project.boost', verdict: applied, revs: { public: 3 }, at: 'T' };
    expect(afterReceipt(act(1), receipt)).toMatchObject({ verdict: applied, revs: { public: 3 } });
    expect(afterReceipt(act(1), { ...receipt, hash: 'other' })).toBeNull();
    expect(afterReceipt(act(2), receipt)).toBeNull();
    expect(afterReceipt(act(1, { verdict: applied }), receipt)).toBeNull();
  });
});

describe('which acts go', () => {
  const seqs = (rows: OutboxRow[], over: Partial<typeof limit> = {}) => {
    const b = pickBatch(rows, WHO, { ...limit, ...over });
    return [b.send.map((s) => s.row.seq), b.outboxEmpty, b.left];
  };
  it('S9: all in seq order; those with a verdict not again', () =>
    expect(seqs([act(1), act(2, { verdict: applied }), act(3)])).toEqual([[1, 3], true, false]));
  it('S9: acts that touch a row of a quarantined one wait with it, and those that touch theirs; the others go', () => {
    const rows = [
      act(1, { held: 'quarantined', name: 'project.withdraw', args: { project: idOf(1), reason: '' } }),
      read(2, 77), act(3, { name: 'project.publish', args: { project: idOf(1) } }), read(4, 78),
    ];
    expect(seqs(rows)).toEqual([[2, 4], false, false]);
    const chain = [act(1, { held: 'quarantined', args: { project: idOf(1), grains: 1 } }), act(2), read(3, 5)];
    expect(seqs(chain), 'boosts share the wallet').toEqual([[3], false, false]);
    const poll = idOf(9);
    const further = [
      act(1, { held: 'quarantined', name: 'poll.open', args: { poll } }), act(2, { name: 'poll.vote', args: { poll, ballot: { choice: 0 } } }), act(3), read(4, 5),
    ];
    expect(seqs(further), 'the vote waits for the poll, the boost for the wallet the vote touches').toEqual([[4], false, false]);
  });
  it('S10: at most so many and so many bytes, in order; one alone always goes', () => {
    expect(seqs([act(1), act(2), act(3)], { max: 2 })).toEqual([[1, 2], false, true]);
    const size = JSON.stringify(wireForm(act(1))).length + 1;
    expect(seqs([act(1), act(2), act(3)], { bytes: size * 2 + 5 })).toEqual([[1, 2], false, true]);
    expect(seqs([act(1), act(2)], { bytes: 10 })).toEqual([[1], false, true]);
  });
  it('S24: an act that waits for an update is offered again after a while', () => {
    const row = read(1, 1, { held: 'upgrade', heldAt: 0 });
    expect(seqs([row])).toEqual([[], false, false]);
    expect(seqs([row], { now: 16 * 60_000 })).toEqual([[1], true, false]);
    expect(seqs([row], { now: -365 * 86_400_000 }), 'the clock was set back').toEqual([[1], true, false]);
  });
  it('S26: a cancel goes in the place and seq of its act, never both', () => {
    const batch = pickBatch([act(1), act(2, { cancelKey: key(50), sent: true }), act(3)], WHO, limit);
    expect(batch.send.map((s) => [s.wire.seq, s.wire.key, s.wire.name])).toEqual([
      [1, key(1), 'project.boost'], [2, key(50), 'sync.cancel'], [3, key(3), 'project.boost'],
    ]);
    expect(batch.send[1]?.wire.args).toEqual({ key: key(2), hash: 'h2', name: 'project.boost' });
  });
});

describe('S20: how long to wait', () => {
  it.each([
    [1, 0.999, 0, 999], [2, 0.5, 0, 1000], [4, 0.5, 0, 4000], [9, 1, 0, 256_000], [12, 1, 0, 300_000], [60, 1, 0, 300_000], [3, 0, 0, 0],
    [1, 0.5, 7000, 7000],
  ])('S20: after %i failures with chance %d and floor %i: %i ms', (attempt, random, floor, ms) => expect(backoff(attempt, random, floor)).toBe(ms));
});

describe('how to go on', () => {
  const answered: Extract<Outcome, { kind: 'answered' }> = { kind: 'answered', sent: 0, more: false, left: false, stopped: false, complete: true, progressed: false };
  const silent = (sent: number, probe: 'answered' | 'silent' | 'untried'): Outcome => ({ kind: 'no-answer', sent, floorMs: 0, probe });
  it.each<[string, { attempt: number; cap: number }, Outcome, { attempt: number; cap: number }, number | null, string]>([
    ['all said: rest', CALM, answered, CALM, null, 'idle'],
    ['more waits: at once', CALM, { ...answered, more: true }, CALM, 0, 'idle'],
    ['acts left: at once', CALM, { ...answered, sent: 100, left: true }, CALM, 0, 'idle'],
    ['S9: stopped: later', CALM, { ...answered, sent: 3, stopped: true }, { attempt: 1, cap: 100 }, 500, 'waiting'],
    ['broken off behind some pages: soon', { attempt: 4, cap: 100 }, { ...answered, complete: false, progressed: true }, { attempt: 1, cap: 100 }, 500, 'waiting'],
    ['S9: silence that an empty exchange did not meet: half as many', CALM, silent(20, 'answered'), { attempt: 1, cap: 10 }, 500, 'waiting'],
    ['S9: never less than one', { attempt: 1, cap: 1 }, silent(1, 'answered'), { attempt: 2, cap: 1 }, 1000, 'waiting'],
    ['S9: a dead link says nothing about the acts: all of them again', CALM, silent(20, 'silent'), { attempt: 1, cap: 100 }, 500, 'waiting'],
    ['S9: after an answer more acts may go again', { attempt: 2, cap: 5 }, { ...answered, sent: 5, left: true }, { attempt: 0, cap: 10 }, 0, 'idle'],
    ['S20: Retry-After is a floor, and no failure', { attempt: 3, cap: 100 }, { kind: 'told-to-wait', floorMs: 9000 }, { attempt: 3, cap: 100 }, 9500, 'waiting'],
    ['S20: told to wait without a time', CALM, { kind: 'told-to-wait', floorMs: 0 }, { attempt: 1, cap: 100 }, 500, 'waiting'],
    ['S21: 401 waits for the member', CALM, { kind: 'paused', why: 'auth' }, CALM, null, 'paused-auth'],
    ['S24: too old waits for an update', CALM, { kind: 'paused', why: 'upgrade' }, CALM, null, 'upgrade'],
    ['S18: overtaken: soon', CALM, { kind: 'overtaken' }, { attempt: 1, cap: 100 }, 500, 'waiting'],
    ['done by another tab: rest', CALM, { kind: 'skipped' }, CALM, null, 'idle'],
  ])('%s', (_, rhythm, outcome, next, waitMs, phase) => expect(afterExchange(rhythm, outcome, 0.5)).toEqual({ rhythm: next, waitMs, phase }));

  it('S9: alone without an answer five times is quarantined', () => {
    expect(afterSilence(act(1, { alone: 3 }), 9)).toMatchObject({ alone: 4 });
    expect(afterSilence(act(1, { alone: 3 }), 9).held).toBeUndefined();
    expect(afterSilence(act(1, { alone: 4 }), 9)).toMatchObject({ alone: 5, held: 'quarantined' });
  });
});
