/** What three devices did to their marks apart from each other ends equal, by the real settlement (B8). */
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { bookOfFile, colours, type Colour, type MarkNote } from '@egoejo/shared/books/model.ts';
import { newId, type DeviceId, type MarkId } from '@egoejo/shared/platform/ids.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { testSettlements } from '../testing/settlements.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember } from '../testing/world.ts';
import type { Database } from '../platform/database/database.ts';

const book = bookOfFile('ef'.repeat(32));
const MARKS = 500;
/** What one device does without a network to the mark of that number, which all three have. */
interface Step {
  mark: number;
  what: 'colour' | 'note' | 'clear' | 'remove' | 'add';
  colour: Colour;
}
const step: fc.Arbitrary<Step> = fc.record({
  // Few of the marks, so that devices meet on one.
  mark: fc.integer({ min: 0, max: 19 }).map((n) => n * 25),
  what: fc.constantFrom('colour', 'note', 'note', 'clear', 'remove', 'add'),
  colour: fc.constantFrom(...colours),
});

const newMark = (id: MarkId, n: number, note: string) => ({
  id,
  kind: 'highlight' as const,
  cfi: `epubcfi(/6/4!/4/${2 * n})`,
  at: n,
  text: `passage ${n}`,
  before: '',
  after: '',
  colour: 'yellow' as const,
  notes: [note],
});

/** The queue of one device, whose member saw their own notes and the first ones, and not those of the others. */
function queueOf(steps: readonly Step[], ids: readonly MarkId[], first: readonly string[], name: string) {
  const seen = new Map<number, string[]>();
  // The acts of the devices lie between each other's in time.
  const offset = name.charCodeAt(name.length - 1);
  return steps.map(({ mark, what, colour }, i): MutationEnvelope => {
    const id = ids[mark] ?? newId<MarkId>();
    const over = seen.get(mark) ?? [`${first[mark] ?? ''}:0`];
    const madeAt = new Date(Date.now() - 1_000_000 + i * 10_000 + offset).toISOString();
    if (what === 'colour') return act('mark.colour', { mark: id, colour }, { madeAt });
    if (what === 'remove') return act('mark.remove', { mark: id, over }, { madeAt });
    if (what === 'add') {
      const marks = [newMark(newId(), mark, `${name} ${i}`)];
      return act('mark.add', { book, marks }, { madeAt });
    }
    const written = act('mark.note', { mark: id, note: what === 'clear' ? '' : `${name} ${i}`, over }, { madeAt });
    seen.set(mark, what === 'clear' ? [] : [written.key]);
    return written;
  });
}

interface Row {
  id: MarkId;
  colour: string;
  notes: MarkNote[];
  removed: boolean;
}
/** The marks of a member, with the notes of each in one order. */
async function marksOf(db: Database, member: string): Promise<Row[]> {
  const rows = await db.query<Row>(
    'select id, colour, notes, removed_at is not null as removed from book_mark where member = $1 order by id',
    [member],
  );
  return rows.map((r) => ({ ...r, notes: r.notes.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }));
}

eachDatabase('marks in any order of exchange', (database) => {
  const deps = () => ({
    db: database(),
    settlements: testSettlements,
    flagsOff: [],
    onThrow: (error: unknown) => expect(error).toBeNull(),
  });
  /** A member with three devices and 500 marks. */
  async function member(ids: readonly MarkId[], adds: readonly MutationEnvelope[], devices: readonly DeviceId[]) {
    const m = await addMember(database());
    await database().query(
      `insert into device (member, id, registered_at, quiet_at)
        select $1, id, now() - interval '7 days', now() - interval '7 days' from unnest($2::uuid[]) id`,
      [m.id, devices],
    );
    const answers = await settleActs(deps(), m.id, m.device, adds);
    expect(answers.map(outcome)).toEqual(adds.map(() => 'applied'));
    expect(await marksOf(database(), m.id)).toHaveLength(ids.length);
    return m.id;
  }
  /** Exchanges of the devices in this order, each with its next seven acts; what is left goes last. */
  async function exchangeAll(
    who: Awaited<ReturnType<typeof member>>,
    devices: readonly DeviceId[],
    queues: readonly MutationEnvelope[][],
    order: readonly number[],
    rest: readonly number[],
  ) {
    const left = queues.map((q) => [...q]);
    const turns = [...order.map((n) => [n, 7] as const), ...rest.map((n) => [n, 100] as const)];
    for (const [n, most] of turns) {
      const [device, acts] = [devices[n], left[n]?.splice(0, most)];
      if (!device || !acts || acts.length === 0) continue;
      const answers = await settleActs(deps(), who, device, acts);
      expect(answers.map(outcome)).toEqual(acts.map(() => 'applied'));
    }
    return marksOf(database(), who);
  }

  it('B8: three devices with 500 marks in any order of exchange end equal with nothing lost', async () => {
    const lists = fc.array(step, { minLength: 10, maxLength: 60 });
    const orders = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(lists, lists, lists), orders, orders, async (steps, one, other) => {
        const ids = Array.from({ length: MARKS }, () => newId<MarkId>());
        const adds = ids.map((id, n) => act('mark.add', { book, marks: [newMark(id, n, `base ${n}`)] }));
        const first = adds.map((a) => a.key);
        const devices = [newId<DeviceId>(), newId<DeviceId>(), newId<DeviceId>()];
        const queues = steps.map((list, n) => queueOf(list, ids, first, `appareil ${'abc'.charAt(n)}`));
        const [left, right] = [
          await exchangeAll(await member(ids, adds, devices), devices, queues, one, [0, 1, 2]),
          await exchangeAll(await member(ids, adds, devices), devices, queues, other, [2, 1, 0]),
        ];
        expect(right).toEqual(left);
        const acts = [...adds, ...queues.flat()];
        const overOf = (list: readonly MutationEnvelope[]): Set<unknown> =>
          new Set(list.flatMap((a) => (Array.isArray(a.args['over']) ? a.args['over'] : [])));
        const replaced = overOf(acts.filter((a) => a.name === 'mark.note'));
        const dropped = overOf(acts.filter((a) => a.name === 'mark.remove'));
        const shown = new Map(left.flatMap((m) => m.notes.map((note) => [note.id, m] as const)));
        for (const a of acts) {
          const id = a.name === 'mark.add' ? `${a.key}:0` : a.name === 'mark.note' && a.args['note'] ? a.key : null;
          if (id === null) continue;
          // Gone only if its own member wrote over it after having seen it; hidden only if they removed its mark then.
          expect(shown.has(id), id).toBe(!replaced.has(id));
          if (!replaced.has(id) && !dropped.has(id)) expect(shown.get(id)?.removed, id).toBe(false);
        }
      }),
      // Histories of databases are not made smaller: that would take minutes.
      { numRuns: tries(8), endOnFailure: true },
    );
  }, 240_000);
});
