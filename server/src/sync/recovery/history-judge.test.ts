/** The judge of histories (docs/conformance/history) finds each kind of fault in a small record. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../docs/conformance/history/judge.mjs';

const OWN = 'member:m';
const hash = 'h1';
const applied = { status: 'applied', notes: [] };
const receipt = (n: number) => ({
  id: `k${n}`,
  hash,
  verdict: applied,
  at: `2026-01-0${n}`,
  link: { n, chain: `c${n}` },
});
const own = (e: string, row: object) => ({ scope: OWN, e, row });
const wallet = (balance: number) => own('wallet', { id: 'm', balance });
const cursor = (rev: number) => ({ scope: OWN, entities: { receipt: 1 }, rev, table: '~', id: '' });

/** Two boosts and a biography of one member, told by one exchange and read by a new device. */
function makeRecord() {
  const rows = [
    own('receipt', receipt(1)),
    own('receipt', receipt(2)),
    own('receipt', receipt(3)),
    own('transfer', { id: 't0', key: null, gain: true, amount: 10 }),
    own('transfer', { id: 't1', key: 'k1', gain: false, amount: 2 }),
    own('transfer', { id: 't2', key: 'k2', gain: false, amount: 3 }),
    wallet(5),
    own('support', { id: 'p', grains: 5 }),
    own('profile', { id: 'm', bio: 'new' }),
    { scope: 'community:c', e: 'projectTally', row: { id: 'p', score: 25 } },
  ];
  const act = (n: number, name: string, args: object) => ({
    member: 'm',
    device: 'd',
    key: `k${n}`,
    seq: n,
    name,
    args,
    hash,
  });
  const answers = [1, 2, 3].map((n) => {
    const { id, ...said } = receipt(n);
    return { key: id, ...said, revs: { [OWN]: 7 } };
  });
  return {
    acts: [
      act(1, 'project.boost', { project: 'p', grains: 2 }),
      act(2, 'project.boost', { project: 'p', grains: 3 }),
      act(3, 'profile.update', { bio: 'new' }),
    ],
    events: [
      {
        client: 'one',
        base: 'a',
        request: { member: 'm', cursors: [cursor(3)] },
        lines: [
          { t: 'head', epoch: 'e' },
          { t: 'verdicts', answers },
          { t: 'page', scope: OWN, after: cursor(3), cursor: cursor(7), whole: false, done: true, gone: [], rows: [] },
          { t: 'end', more: false },
        ],
        end: 'end',
      },
    ],
    clients: [{ name: 'one', member: 'm', scopes: [OWN, 'community:c'], rows: structuredClone(rows), waiting: 0 }],
    before: [
      { member: 'm', rows: [wallet(10), { scope: 'community:c', e: 'projectTally', row: { id: 'p', score: 20 } }] },
    ],
    after: ['a', 'b'].map((base) => ({ member: 'm', base, rows: structuredClone(rows) })),
  };
}
type History = ReturnType<typeof makeRecord>;
const rowOf = (list: History['after'][number]['rows'], e: string, id: string): Record<string, unknown> =>
  list.find((one) => one.e === e && 'id' in one.row && one.row.id === id)!.row as Record<string, unknown>;
/** Changes a row wherever it was read. */
const everywhere = (history: History, e: string, id: string, change: object): void => {
  for (const { rows } of [...history.after, ...history.clients]) Object.assign(rowOf(rows, e, id), change);
};
const broken = (history: History): string[] =>
  judge(history)
    .filter(({ faults }) => faults.length > 0)
    .map(({ rule }) => rule);

describe('the judge of histories', () => {
  it('finds nothing in a correct history', () => {
    expect(broken(makeRecord())).toEqual([]);
    expect(judge(makeRecord()).length).toBe(10);
  });

  it.each<[string, string, (history: History) => void]>([
    [
      'a second verdict for a key',
      'a key has one verdict, whoever asks, wherever and how often',
      (h) => Object.assign(h.events[0]!.lines[1]!.answers![0]!, { at: '2026-02-01' }),
    ],
    [
      'an act that was lost',
      'every act that was not taken back before it was sent has a receipt with its hash',
      (h) => h.acts.push({ ...h.acts[2]!, key: 'k9', seq: 9 }),
    ],
    [
      'grains that moved twice',
      'an applied boost moved its grains once, and any other act moved none',
      (h) => {
        for (const { rows } of [...h.after, ...h.clients]) {
          rows.push(own('transfer', { id: 't9', key: 'k1', gain: false, amount: 2 }));
          Object.assign(rowOf(rows, 'wallet', 'm'), { balance: 3 });
        }
      },
    ],
    [
      'a balance that is not the sum of its transfers',
      'balances, supports and scores are the sums of what was applied',
      (h) => everywhere(h, 'wallet', 'm', { balance: 6 }),
    ],
    [
      'a score that missed a boost',
      'balances, supports and scores are the sums of what was applied',
      (h) => everywhere(h, 'projectTally', 'p', { score: 23 }),
    ],
    [
      'acts settled in another order than the device made them',
      'the acts of a device were settled in their order',
      (h) => Object.assign(h.acts[0]!, { seq: 8 }),
    ],
    [
      'a gap in the numbers of receipts',
      'receipts of a member are numbered without gaps, in the order of their times',
      (h) => {
        everywhere(h, 'receipt', 'k3', { link: { n: 4, chain: 'c3' } });
        Object.assign(h.events[0]!.lines[1]!.answers![2]!, { link: { n: 4, chain: 'c3' } });
      },
    ],
    [
      'an act that was overwritten by an older one',
      'an act that overwrites has the last word when it was settled last',
      (h) => everywhere(h, 'profile', 'm', { bio: 'old' }),
    ],
    [
      'a cursor that goes back',
      'a cursor never goes back within a history, and there is one history',
      (h) => {
        const exchange = structuredClone(h.events[0]!);
        Object.assign(exchange.lines[2]!, { after: cursor(9) });
        h.events.push(exchange);
      },
    ],
    [
      'verdicts whose effects a complete answer did not bring',
      'what an exchange confirms and reads completely contains the receipts of its verdicts',
      (h) => Object.assign(h.events[0]!.lines[2]!, { cursor: cursor(5) }),
    ],
    [
      'a row that a device missed',
      'every device holds what a new one reads, and nothing waits',
      (h) => h.clients[0]!.rows.splice(7, 1),
    ],
    [
      'servers that say different things',
      'every device holds what a new one reads, and nothing waits',
      (h) => Object.assign(rowOf(h.after[1]!.rows, 'support', 'p'), { grains: 6 }),
    ],
    [
      'an act that waits for ever',
      'every device holds what a new one reads, and nothing waits',
      (h) => Object.assign(h.clients[0]!, { waiting: 1 }),
    ],
  ])('finds %s', (_fault, rule, change) => {
    const history = makeRecord();
    change(history);
    expect(broken(history)).toEqual([rule]);
  });
});
