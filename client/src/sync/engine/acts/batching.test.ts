import { describe, expect, it } from 'vitest';
import { pickBatch, wireForm } from './batching.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { act, key, read } from '../../testing/acts.ts';
import { idOf, WHO } from '../../testing/world.ts';
import type { Verdict } from '../protocol.ts';

const applied: Verdict = { status: 'applied', notes: [] };
const limit = { max: 100, bytes: 200_000, now: 0 };

describe('selection of the acts to send', () => {
  const seqs = (rows: OutboxRow[], over: Partial<typeof limit> = {}) => {
    const b = pickBatch(rows, WHO, { ...limit, ...over });
    return [b.send.map((s) => s.row.seq), b.outboxEmpty, b.left];
  };
  it('S9: all in seq order, except those that already have a verdict', () =>
    expect(seqs([act(1), act(2, { verdict: applied }), act(3)])).toEqual([[1, 3], true, false]));
  it('S9: acts that touch a row of a quarantined act wait, and so do acts that touch a row of a waiting one; the others are sent', () => {
    const rows = [
      act(1, { held: 'quarantined', name: 'project.withdraw', args: { project: idOf(1), reason: '' } }),
      read(2, 77),
      act(3, { name: 'project.publish', args: { project: idOf(1) } }),
      read(4, 78),
    ];
    expect(seqs(rows)).toEqual([[2, 4], false, false]);
    const chain = [act(1, { held: 'quarantined', args: { project: idOf(1), grains: 1 } }), act(2), read(3, 5)];
    expect(seqs(chain), 'boosts share the wallet').toEqual([[3], false, false]);
    const poll = idOf(9);
    const further = [
      act(1, { held: 'quarantined', name: 'poll.open', args: { poll } }),
      act(2, { name: 'poll.vote', args: { poll, ballot: { choice: 0 } } }),
      act(3),
      read(4, 5),
    ];
    expect(seqs(further), 'the vote waits for the poll, the boost for the wallet the vote touches').toEqual([
      [4],
      false,
      false,
    ]);
  });
  it('S10: within the limits on count and bytes, in order; a single act is always sent', () => {
    expect(seqs([act(1), act(2), act(3)], { max: 2 })).toEqual([[1, 2], false, true]);
    const size = JSON.stringify(wireForm(act(1))).length + 1;
    expect(seqs([act(1), act(2), act(3)], { bytes: size * 2 + 5 })).toEqual([[1, 2], false, true]);
    expect(seqs([act(1), act(2)], { bytes: 10 })).toEqual([[1], false, true]);
  });
  it('S24: an act that waits for an update of the app is sent again after a while', () => {
    const row = read(1, 1, { held: 'upgrade', heldAt: 0 });
    expect(seqs([row])).toEqual([[], false, false]);
    expect(seqs([row], { now: 16 * 60_000 })).toEqual([[1], true, false]);
    expect(seqs([row], { now: -365 * 86_400_000 }), 'the clock was set back').toEqual([[1], true, false]);
  });
  it('S26: a cancel takes the place and seq of its act; never both are sent', () => {
    const batch = pickBatch([act(1), act(2, { cancelKey: key(50), sent: true }), act(3)], WHO, limit);
    expect(batch.send.map((s) => [s.wire.seq, s.wire.key, s.wire.name])).toEqual([
      [1, key(1), 'project.boost'],
      [2, key(50), 'sync.cancel'],
      [3, key(3), 'project.boost'],
    ]);
    expect(batch.send[1]?.wire.args).toEqual({ key: key(2), hash: 'h2', name: 'project.boost' });
  });
});
