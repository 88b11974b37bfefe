import { expect, it } from 'vitest';
import { listActs, withShown, type ActSources } from './act-list.ts';
import { stateOf, unsettledStates } from './act-state.ts';
import { FRESH } from '../../engine/acts/outbox.ts';
import type { OutboxRow, SentRow } from '../../engine/store/outbox-row.ts';
import { idOf } from '../../testing/world.ts';
import type { Verdict } from '../../engine/protocol.ts';

const applied: Verdict = { status: 'applied', notes: [] };
const refused: Verdict = { status: 'rejected', code: 'poll.closed', params: {} };
const queued = (n: number, over: Partial<OutboxRow> = {}): OutboxRow => ({
  seq: n,
  key: idOf(n),
  name: 'reading.remove',
  version: 1,
  args: {},
  madeAt: `2026-03-01T10:00:0${n}.000Z`,
  hash: '',
  subject: 's',
  ...FRESH,
  ...over,
});
const sent = (n: number, verdict: Verdict, at: string): SentRow => ({
  seq: n,
  key: idOf(n),
  name: 'poll.vote',
  version: 1,
  args: {},
  madeAt: at,
  hash: '',
  subject: 's',
  tries: 1,
  verdict,
  at,
  keptAt: 0,
});
const nobody = new Set<string>();

it.each<[string, Partial<OutboxRow>, string]>([
  ['never sent', {}, 'queued'],
  ['in the current request', { key: idOf(9) }, 'sending'],
  ['taken back', { cancelKey: idOf(5) }, 'cancelling'],
  ['quarantined', { held: 'quarantined' }, 'quarantined'],
  ['too new', { held: 'upgrade' }, 'waiting-upgrade'],
  ['applied, with its effect not arrived yet', { verdict: applied }, 'received'],
  ['refused', { verdict: refused }, 'refused'],
])('S26: an act %s', (_, over, state) => expect(stateOf(queued(1, over), new Set([idOf(9)]))).toBe(state));

it('S26: the last act about a subject says where it stands, until the server has answered it', () => {
  const act = (seq: number, poll: string, over: Partial<OutboxRow> = {}) =>
    queued(seq, { name: 'poll.vote', args: { poll }, ...over });
  const acts = [
    act(1, 'cast'),
    act(2, 'cast', { verdict: applied }),
    act(3, 'waits'),
    act(4, 'leaves', { cancelKey: idOf(40) }),
    act(5, 'goes'),
    act(6, 'aside', { held: 'quarantined' }),
    act(7, 'withdrawn', { verdict: applied }),
    act(8, 'withdrawn', { name: 'poll.withdrawVote' }),
    act(9, 'other', { name: 'project.boost' }),
  ];
  const names = new Set(['poll.vote', 'poll.withdrawVote']);
  expect(Object.fromEntries(unsettledStates(acts.toReversed(), names, 'poll', new Set([idOf(5)])))).toEqual({
    waits: 'queued',
    leaves: 'cancelling',
    goes: 'sending',
    aside: 'quarantined',
    withdrawn: 'queued',
  });
});

it('S26: acts of a device whose clock is a year off show their true age, the queue in its order, then the others by server time', () => {
  const year = 365 * 86_400_000;
  const [now, ago] = [Date.parse('2026-03-01T12:00:00Z'), Date.parse('2026-03-01T11:48:00Z')];
  const at = (n: number) => new Date(n).toISOString();
  for (const offset of [year, -year]) {
    const from: ActSources = {
      toldAt: now,
      offset,
      dismissed: new Set(),
      receipts: [],
      outbox: [queued(3, { madeAt: at(ago - offset) }), queued(4, { madeAt: at(ago - offset - 1) })],
      sent: [{ ...sent(1, applied, at(ago)), madeAt: at(ago - offset) }, sent(2, applied, at(now))],
    };
    expect(listActs(from, nobody).map((a) => [a.seq, a.verdict === null && a.madeAt])).toEqual([
      [4, at(ago - 1)],
      [3, at(ago)],
      [2, false],
      [1, false],
    ]);
  }
});

it('S26: the tries of an act are those the server answered', () =>
  expect(
    listActs(
      {
        toldAt: 0,
        offset: 0,
        dismissed: new Set(),
        receipts: [],
        sent: [],
        outbox: [queued(1, { tries: 5, heard: 1 })],
      },
      nobody,
    )[0]?.tries,
  ).toBe(1));

it('S26: lists the queue, verdicts of the last 35 days and undismissed refusals, newest first, each act once', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const old = '2026-01-01T00:00:00.000Z';
  const recent = '2026-02-20T00:00:00.000Z';
  const receipt = (n: number, at: string) => ({ id: idOf(n), hash: '', name: 'x', verdict: applied, revs: {}, at });
  const from: ActSources = {
    toldAt: now,
    offset: 0,
    outbox: [queued(1)],
    dismissed: new Set([idOf(6)]),
    sent: [
      sent(2, applied, recent),
      sent(3, applied, old),
      sent(4, refused, old),
      sent(6, refused, old),
      sent(7, refused, recent),
    ],
    receipts: [receipt(2, recent), receipt(5, '2026-02-21T00:00:00.000Z'), receipt(8, old)],
  };
  const acts = listActs(from, nobody);
  expect(acts.map((a) => [Number(a.key.slice(-3)), a.state, a.here])).toEqual([
    [1, 'queued', true],
    [5, 'received', false],
    [7, 'refused', true],
    [2, 'received', true],
    [4, 'refused', true],
  ]);
});

it('S26: an act whose optimistic update is shown is listed from the start; the state read since takes precedence', () => {
  const shown = { outbox: [queued(1), queued(2), queued(3)], offset: 0 };
  const states = (read: ActSources | undefined) =>
    listActs(withShown(read, shown), nobody).map((a) => [a.seq, a.state]);
  expect(states(undefined)).toEqual([
    [3, 'queued'],
    [2, 'queued'],
    [1, 'queued'],
  ]);
  const at = '2026-02-20T00:00:00.000Z';
  const read: ActSources = {
    toldAt: Date.parse(at),
    offset: 0,
    dismissed: new Set(),
    receipts: [],
    outbox: [queued(2, { cancelKey: idOf(5) })],
    sent: [sent(1, refused, at)],
  };
  expect(states(read)).toEqual([
    [3, 'queued'],
    [2, 'cancelling'],
    [1, 'refused'],
  ]);
  expect(
    states({ ...read, receipts: [{ id: idOf(3), hash: '', name: 'x', verdict: applied, revs: {}, at }] }).filter(
      ([, state]) => state === 'queued',
    ),
  ).toEqual([]);
});
