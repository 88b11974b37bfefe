/** The server counts no more seconds of reading than have passed (B10). */
import { expect, it } from 'vitest';
import { bookDayId, bookOfFile } from '@egoejo/shared/books/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Database } from '../platform/database/database.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, settleBySql, type TestMember } from '../testing/world.ts';

const book = bookOfFile('cd'.repeat(32));
/** The same day for all tests, also when midnight passes between them. */
const TODAY = new Date().toISOString().slice(0, 10);
const session = (more: Partial<MutationArgs<'book.session'>> = {}): MutationArgs<'book.session'> => ({
  book,
  day: TODAY,
  seconds: 600,
  words: 2000,
  pages: 8,
  furthest: 1000,
  passed: [],
  ...more,
});
const days = (db: Database, m: TestMember) =>
  db.query('select id, seconds, words, pages, furthest from book_day where member = $1 order by id', [m.id]);

eachDatabase('sessions of reading', (database) => {
  const send = async (m: TestMember, args: MutationArgs<'book.session'>, secondsAgo = 0) =>
    (
      await settleBySql(database(), m, [
        { name: 'book.session', args, madeAt: new Date(Date.now() - secondsAgo * 1000).toISOString() },
      ])
    )[0];

  it('B10: stretches of a day add up in one row; the furthest place is a maximum', async () => {
    const m = await addMember(database());
    await send(m, session({ furthest: 2000 }), 3600);
    await send(m, session({ seconds: 60, words: 100, pages: 1 }), 60);
    expect(await days(database(), m)).toEqual([
      { id: bookDayId(book, TODAY), seconds: 660, words: 2100, pages: 9, furthest: 2000 },
    ]);
  });
  it('B10: ten hours told within one are counted as one, and more as none; the member is told', async () => {
    const m = await addMember(database());
    await database().query(`update device set quiet_at = now() - interval '1 hour' where member = $1`, [m.id]);
    await send(m, session({ seconds: 36_000, words: 900_000, pages: 90_000 }));
    const [row] = await days(database(), m);
    expect(Math.abs(Number(row?.['seconds']) - 3630)).toBeLessThan(5);
    // No one passes more than ten words or one page a second.
    expect(Number(row?.['words'])).toBe(Number(row?.['seconds']) * 10);
    expect(Number(row?.['pages'])).toBe(Number(row?.['seconds']));
    expect(await send(m, session())).toEqual({ code: null, detail: [{ code: 'reading.no_time', params: {} }] });
    expect(await days(database(), m)).toEqual([row]);
  });
  it('B10: two devices read at different times of the day, whichever tells first', async () => {
    const m = await addMember(database());
    await send(m, session({ seconds: 1800 }), 0);
    await send(m, session({ seconds: 1800 }), 7200);
    expect((await days(database(), m)).map((d) => d['seconds'])).toEqual([3600]);
  });
  it('B10: a day that a wrong clock claims is moved to one that can be', async () => {
    const m = await addMember(database());
    await send(m, session({ day: '2099-01-01', seconds: 30 }), 0);
    await send(m, session({ day: '2001-01-01', seconds: 30, book: newId() }), 0);
    const dates = await database().query<{ off: number }>(
      `select day - (now() at time zone 'UTC')::date as off from book_day where member = $1 order by day`,
      [m.id],
    );
    expect(dates.map((d) => Math.abs(d.off) <= 1)).toEqual([true, true]);
  });
});
