/**
 * Exchanges made to break the shared call: whatever one member sends, nothing throws, and the acts of the others
 * settle.
 */
import { newId, type MutationKey, type PollId, type ProjectId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { macWith } from '../../platform/keys/receipt-key.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, boost, newMember, outcome, walletOf } from '../../testing/acts.ts';
import { eachDatabase, openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addPoll, addProject, addStory } from '../../testing/world.ts';
import type { Caller } from './exchange-deps.ts';
import { settleActs } from '../settle/settle.ts';

const macOf = macWith('the key of these tests');
const thrown: unknown[] = [];
/**
 * `db`, with errors thrown by calls of the hot path recorded: an exchange that then settles act by act would hide them.
 */
const seen = new WeakMap<Database, Database>();
function watched(db: Database): Database {
  const known = seen.get(db);
  if (known) return known;
  const made: Database = Object.assign(Object.create(db) as Database, {
    query: <R extends object>(statement: string, params?: readonly unknown[]): Promise<R[]> =>
      db.query<R>(statement, params).catch((error: unknown) => {
        if (statement.includes('settle_acts')) thrown.push(String(error));
        throw error;
      }),
  });
  seen.set(db, made);
  return made;
}
const settle = (db: Database, m: Caller, list: readonly MutationEnvelope[]): Promise<Answer[]> =>
  settleActs(
    { db: watched(db), settlements: testSettlements, flagsOff: [], macOf, onThrow: (e) => thrown.push(e) },
    m.member,
    m.device,
    list,
  );
const cancelOf = (m: MutationEnvelope, more: Partial<{ hash: string; name: string }> = {}): MutationEnvelope =>
  act('sync.cancel', { key: m.key, hash: requestHash(m), name: m.name, ...more });
/** The acts with increasing `seq`, in this order. */
const inOrder = (...list: MutationEnvelope[]): MutationEnvelope[] => list.map((m, i) => ({ ...m, seq: 1000 + i }));
const codeOf = (answers: readonly Answer[], key: MutationKey): string[] =>
  answers.filter((a) => a.key === key).map(outcome);
const WRONG = '0'.repeat(64);

eachDatabase('an act and its cancel in one exchange', (database) => {
  it('S26: an act after its cancel is answered as cancelled, one before it stays applied, and nothing throws', async () => {
    const db = database();
    const project = await addProject(db, await addCommunity(db));
    const m = await newMember(db, 100);
    const [late, early, twice] = [boost(project, 10), boost(project, 10), boost(project, 10)];
    const first = await settle(db, m, inOrder(cancelOf(late), late));
    expect(codeOf(first, late.key)).toEqual(['sync.cancelled', 'sync.cancelled']);
    const second = await settle(db, m, inOrder(early, cancelOf(early), boost(project, 1)));
    expect(codeOf(second, early.key)).toEqual(['applied', 'applied']);
    expect(codeOf(await settle(db, m, inOrder(cancelOf(twice), cancelOf(twice), twice)), twice.key)).toEqual([
      'sync.cancelled',
      'sync.cancelled',
      'sync.cancelled',
    ]);
    expect(thrown).toEqual([]);
    expect((await walletOf(db, m.member)).balance).toBe(89);
    expect(await settle(db, m, [{ ...late, seq: 2000 }])).toEqual(first.filter((a) => a.key === late.key).slice(0, 1));
  });

  it('S26: a malformed act and its cancel settle in either order', async () => {
    const db = database();
    const project = await addProject(db, await addCommunity(db));
    const m = await newMember(db, 100);
    const bad = (): MutationEnvelope => ({ ...boost(project, 1), args: { project, grains: -1 } });
    const [one, two] = [bad(), bad()];
    expect(codeOf(await settle(db, m, inOrder(one, cancelOf(one))), one.key)).toEqual([
      'sync.bad_args',
      'sync.bad_args',
    ]);
    expect(codeOf(await settle(db, m, inOrder(cancelOf(two), two)), two.key)).toEqual([
      'sync.cancelled',
      'sync.cancelled',
    ]);
    expect(thrown).toEqual([]);
  });

  it('S26: a convergent act cannot be cancelled: the cancel is refused, stores nothing, and the act applies', async () => {
    const db = database();
    const m = await newMember(db);
    const text = await addStory(db);
    const progress = act('reading.progress', { text, at: 7, page: 1 });
    const cancel = cancelOf(progress);
    const answers = await settle(db, m, inOrder(cancel, progress));
    expect([codeOf(answers, cancel.key), codeOf(answers, progress.key)]).toEqual([['sync.cannot_cancel'], ['applied']]);
    expect(codeOf(await settle(db, m, inOrder(cancelOf(cancel))), cancel.key)).toEqual([]);
    expect(await db.query('select key from receipt where member = $1', [m.member])).toEqual([]);
    expect(await db.query('select at from position where member = $1', [m.member])).toEqual([{ at: 7 }]);
  });

  it('S26: a cancel with a wrong hash also closes the key: the act is answered as cancelled, not as another request', async () => {
    const db = database();
    const project = await addProject(db, await addCommunity(db));
    const m = await newMember(db, 100);
    const [later, same] = [boost(project, 10), boost(project, 10)];
    await settle(db, m, [cancelOf(later, { hash: WRONG })]);
    const [answer] = await settle(db, m, [later]);
    expect(answer).toMatchObject({
      key: later.key,
      hash: requestHash(later),
      verdict: { status: 'rejected', code: 'sync.cancelled' },
    });
    expect(codeOf(await settle(db, m, inOrder(cancelOf(same, { hash: WRONG }), same)), same.key)).toEqual([
      'sync.cancelled',
      'sync.cancelled',
    ]);
    // An applied act keeps its verdict under its own hash, whatever hash a cancel gives.
    const stands = boost(project, 10);
    await settle(db, m, [stands]);
    expect(await settle(db, m, [cancelOf(stands, { hash: WRONG })])).toContainEqual(
      expect.objectContaining({
        key: stands.key,
        hash: requestHash(stands),
        verdict: { status: 'applied', notes: [] },
      }),
    );
    expect((await walletOf(db, m.member)).balance).toBe(90);
  });
});

describe('hostile exchanges together with honest ones, on a real PostgreSQL', () => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await openFreshPostgres();
  });
  afterAll(() => opened.close());

  it('S8: no combination of acts that the protocol accepts makes the shared call throw', async () => {
    const { db } = opened;
    const project = await addProject(db, await addCommunity(db));
    const polls: PollId[] = [
      await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true }),
      await addPoll(db, { method: { kind: 'quadratic', credits: 10_000, unit: 1000 }, openToAll: true }),
    ];
    const story = await addStory(db);
    const [hostile, honest] = [await newMember(db, 400), await newMember(db, 400)];
    await fc.assert(
      fc.asyncProperty(mixes, async (steps) => {
        thrown.length = 0;
        const keys = Array.from({ length: 6 }, () => newId<MutationKey>());
        const list = steps.map((s, i) => envelope(s, { project, polls, story }, keys, i));
        const unique = list.filter((m, i) => list.findIndex((o) => o.key === m.key) === i);
        const [answers, other] = await Promise.all([
          settle(db, hostile, unique),
          settle(db, honest, [boost(project, 1_000_000)]),
        ]);
        expect(thrown).toEqual([]);
        expect(other.map(outcome)).toEqual(['saka.insufficient_grains']);
        for (const m of unique) expect(answers.some((a) => a.key === m.key)).toBe(true);
        expect(answers.filter((a) => !('verdict' in a || 'keyReused' in a))).toEqual([]);
      }),
      { numRuns: tries(300) },
    );
  });
});

// ------------------------------------------------------------ acts at the edges of what the protocol accepts
const BIG = Number.MAX_SAFE_INTEGER;
const edge = fc.constantFrom<unknown>(
  0,
  -0,
  1,
  -1,
  0.5,
  1e21,
  BIG,
  BIG + 1,
  1000,
  10_000,
  100_000,
  86_400,
  '1',
  null,
  true,
  [],
  {},
  'NaN',
  Number.MIN_VALUE,
);
const text = fc.oneof(
  fc.string({ maxLength: 70, unit: 'binary' }),
  fc.constantFrom(
    'a',
    'b',
    'c',
    '\0',
    '\u{d800}',
    '__proto__',
    'constructor',
    '',
    '\\x',
    `'`,
    '"',
    '\n',
    '{}',
    '1e999',
    WRONG,
  ),
);
const when = fc.constantFrom(
  '',
  'now',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '2026-02-30T25:61:61Z',
  'infinity',
  '1e400',
  '\0',
);
const kinds = ['boost', 'vote', 'withdraw', 'finish', 'progress', 'cancel', 'join', 'raw'] as const;
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  which: fc.nat({ max: 5 }),
  about: fc.nat({ max: 5 }),
  n: edge,
  m: edge,
  s: text,
  t: text,
  when,
  seq: fc.constantFrom(1, 1, 2, 3, 4, 5, BIG),
  hash: fc.boolean(),
  method: fc.constantFrom('choice', 'quadratic', 'budget'),
  votes: fc.dictionary(text, edge, { maxKeys: 5 }),
  options: fc.array(text, { maxLength: 5 }),
  name: fc.constantFrom(
    'project.boost',
    'poll.vote',
    'reading.progress',
    'reading.finish',
    'sync.cancel',
    'community.join',
    '',
    'nope',
    '__proto__',
    'x\ny',
  ),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const mixes = fc.array(step, { minLength: 1, maxLength: 8 });

function envelope(
  s: Step,
  w: { project: ProjectId; polls: PollId[]; story: StoryId },
  keys: MutationKey[],
  i: number,
): MutationEnvelope {
  const poll = w.polls[s.which] ?? newId();
  const id = s.which % 2 ? newId() : w.story;
  const sensible = typeof s.n === 'number' && Number.isSafeInteger(s.n) && s.n > 0 ? s.n : 1;
  const ballot =
    s.method === 'choice'
      ? { kind: 'choice', options: s.which % 2 ? ['a'] : s.options }
      : { kind: s.method, votes: s.which % 2 ? { a: sensible, b: 1000 } : s.votes };
  const of: Record<Step['kind'], () => { name: string; args: Record<string, unknown> }> = {
    boost: () => ({ name: 'project.boost', args: { project: s.which % 3 ? w.project : newId(), grains: s.n } }),
    vote: () => ({ name: 'poll.vote', args: { poll, ballot } }),
    withdraw: () => ({ name: 'poll.withdrawVote', args: { poll } }),
    finish: () => ({ name: 'reading.finish', args: { story: id, activeSeconds: s.n } }),
    progress: () => ({ name: 'reading.progress', args: { text: id, at: s.n, page: s.m } }),
    cancel: () => ({
      name: 'sync.cancel',
      args: { key: keys[s.about], hash: s.hash ? WRONG : 'a'.repeat(64), name: s.which % 2 ? s.name : s.s },
    }),
    join: () => ({ name: 'community.join', args: { community: newId() } }),
    raw: () => ({ name: 'project.boost', args: { [s.s]: s.t, project: s.n, grains: s.m } }),
  };
  // The keys come from a small set, so that cancels name keys of earlier acts.
  return { key: keys[(s.which + i) % 6]!, seq: s.seq, version: 1, madeAt: s.when, ...of[s.kind]() };
}
