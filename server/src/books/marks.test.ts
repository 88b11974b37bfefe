/** Marks of a member on several devices (B8). */
import { expect, it } from 'vitest';
import { bookOfFile, type MarkNote } from '@egoejo/shared/books/model.ts';
import { newId, type DeviceId, type MarkId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { Database } from '../platform/database/database.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, settleBySql, type TestMember } from '../testing/world.ts';

const book = bookOfFile('ab'.repeat(32));
type NewMark = MutationArgs<'mark.add'>['marks'][number];
const markOf = (id: MarkId = newId(), more: Partial<NewMark> = {}): NewMark => ({
  id,
  kind: 'highlight',
  cfi: 'epubcfi(/6/4!/4/2,/1:0,/1:9)',
  at: 100,
  text: 'la pluie',
  before: 'sous',
  after: 'du soir',
  colour: 'yellow',
  notes: [],
  ...more,
});
/** A moment before now, ms: made on a device after it was last quiet, a week ago. */
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
interface Mark {
  id: MarkId;
  colour: string;
  notes: MarkNote[];
  removed: boolean;
}
const marksOf = (db: Database, m: TestMember): Promise<Mark[]> =>
  db.query<Mark>(
    'select id, colour, notes, removed_at is not null as removed from book_mark where member = $1 order by id',
    [m.id],
  );
const secondDevice = async (db: Database, m: TestMember): Promise<TestMember> => {
  const device = newId<DeviceId>();
  await db.query(
    `insert into device (member, id, registered_at, quiet_at)
      values ($1, $2, now() - interval '7 days', now() - interval '7 days')`,
    [m.id, device],
  );
  return { id: m.id, device };
};

eachDatabase('marks in books', (database) => {
  const send = async <N extends MutationName>(m: TestMember, name: N, args: MutationArgs<N>, madeAt?: string) => {
    const key = newId<MutationKey>();
    const [verdict] = await settleBySql(database(), m, [{ name, args, key, ...(madeAt && { madeAt }) }]);
    return { key, ...verdict };
  };
  const two = async (more: Partial<NewMark> = {}) => {
    const phone = await addMember(database());
    const laptop = await secondDevice(database(), phone);
    const mark = newId<MarkId>();
    const { key } = await send(phone, 'mark.add', { book, marks: [markOf(mark, more)] });
    return { phone, laptop, mark, first: `${key}:0` };
  };
  const only = async (m: TestMember): Promise<Mark> => {
    const [row, ...others] = await marksOf(database(), m);
    if (!row || others.length > 0) throw new Error('not one mark');
    return row;
  };

  it('B8: a note changed on two devices apart from each other keeps both texts; a later one joins what was seen', async () => {
    const { phone, laptop, mark, first } = await two({ notes: ['base'] });
    const a = await send(phone, 'mark.note', { mark, note: 'du téléphone', over: [first] });
    const b = await send(laptop, 'mark.note', { mark, note: 'du portable', over: [first] });
    expect((await only(phone)).notes).toEqual([
      { id: a.key, text: 'du téléphone' },
      { id: b.key, text: 'du portable' },
    ]);
    const c = await send(laptop, 'mark.note', { mark, note: 'les deux', over: [a.key, b.key] });
    expect((await only(phone)).notes).toEqual([{ id: c.key, text: 'les deux' }]);
    // The same words twice are one text.
    await send(phone, 'mark.note', { mark, note: 'les deux', over: [] });
    expect((await only(phone)).notes).toHaveLength(1);
  });
  it('B8: colour follows the later act, whichever arrives last; on one device its own order', async () => {
    const { phone, laptop, mark } = await two();
    await send(laptop, 'mark.colour', { mark, colour: 'blue' }, new Date(Date.now() + 1000).toISOString());
    await send(phone, 'mark.colour', { mark, colour: 'pink' }, ago(60_000));
    // The phone coloured earlier than the laptop did.
    expect((await only(phone)).colour).toBe('blue');
    await send(laptop, 'mark.colour', { mark, colour: 'green' }, ago(120_000));
    expect((await only(phone)).colour).toBe('green');
  });
  it('B8: a clock that is a year ahead or behind neither wins for ever nor loses for ever', async () => {
    const { phone, laptop, mark } = await two();
    const year = 365 * 86_400_000;
    await send(laptop, 'mark.colour', { mark, colour: 'blue' }, ago(-year));
    await send(phone, 'mark.colour', { mark, colour: 'pink' });
    expect((await only(phone)).colour).toBe('pink');
    await database().query(`update device set quiet_at = now() where id = $1`, [laptop.device]);
    await send(laptop, 'mark.colour', { mark, colour: 'green' }, ago(year));
    expect((await only(phone)).colour).toBe('green');
  });
  it('B8: removal wins over colour; a changed note wins over removal, in either order', async () => {
    const { phone, laptop, mark, first } = await two({ notes: ['base'] });
    await send(phone, 'mark.remove', { mark, over: [first] });
    await send(laptop, 'mark.colour', { mark, colour: 'pink' });
    expect(await only(phone)).toMatchObject({ removed: true, colour: 'pink' });
    const back = await send(laptop, 'mark.note', { mark, note: 'neuve', over: [first] });
    expect(await only(phone)).toMatchObject({ removed: false, notes: [{ id: back.key, text: 'neuve' }] });
    expect(await send(phone, 'mark.remove', { mark, over: [first] })).toMatchObject({
      code: null,
      detail: [{ code: 'books.note_kept', params: {} }],
    });
    expect(await only(phone)).toMatchObject({ removed: false });
    // Once that note is taken away, nothing speaks against the removal any more.
    await send(laptop, 'mark.note', { mark, note: '', over: [back.key] });
    expect(await only(phone)).toMatchObject({ removed: true, notes: [] });
  });
  it('B8: marks of another member are unknown, and an unknown one is removed without effect', async () => {
    const { mark } = await two();
    const other = await addMember(database());
    for (const act of [
      send(other, 'mark.colour', { mark, colour: 'pink' }),
      send(other, 'mark.note', { mark, note: 'x', over: [] }),
    ])
      expect((await act).code).toBe('books.unknown_mark');
    expect((await send(other, 'mark.remove', { mark, over: [] })).code).toBeNull();
    await send(other, 'mark.add', { book, marks: [markOf(mark, { text: 'autre' })] });
    expect(await database().query('select text from book_mark where id = $1 order by text', [mark])).toEqual([
      { text: 'autre' },
      { text: 'la pluie' },
    ]);
  });
  it('B8: at most 1,000 marks in a book and 8 texts of a note; adding known marks again changes nothing', async () => {
    const { phone, mark } = await two();
    await database().query(
      `insert into book_mark (member, id, book, kind, cfi, at, text, before, after, colour, coloured_at, coloured_by,
          created_at)
        select $1, gen_random_uuid(), $2, 'bookmark', 'epubcfi(/6/4)', 0, '', '', '', 'pink', now(), $3, now()
        from generate_series(1, 999)`,
      [phone.id, book, phone.device],
    );
    const again = await send(phone, 'mark.add', { book, marks: [markOf(mark, { colour: 'pink' })] });
    expect(again.code).toBeNull();
    const more = await send(phone, 'mark.add', { book, marks: [markOf()] });
    expect(more).toMatchObject({ code: 'books.too_many_marks', detail: { most: 1000 } });
    expect((await send(phone, 'mark.add', { book: newId(), marks: [markOf()] })).code).toBeNull();
    // Removed ones go after half a year, and no longer count.
    await database().query(
      `update book_mark set removed_over = '[]', removed_at = now() - interval '181 days'
        where member = $1 and id <> $2`,
      [phone.id, mark],
    );
    expect((await send(phone, 'mark.add', { book, marks: [markOf()] })).code).toBeNull();
    for (let n = 0; n < 8; n++) await send(phone, 'mark.note', { mark, note: `texte ${n}`, over: [] });
    expect((await send(phone, 'mark.note', { mark, note: 'un de plus', over: [] })).code).toBe('books.too_many_notes');
    expect((await marksOf(database(), phone)).find((m) => m.id === mark)?.notes).toHaveLength(8);
  });
});
