/** A quarter of a work harvests once its words were passed, in time that really passed (B10, R5). */
import { beforeAll, expect, it } from 'vitest';
import { bookOfFile, MOST_PARTS, type Part } from '@egoejo/shared/books/model.ts';
import { newId, type BookId, type DeviceId } from '@egoejo/shared/platform/ids.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, newMember, outcome, walletOf } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addStory, addWork } from '../testing/world.ts';

const HOUR = 3_600_000;
const agoIso = (ms: number): string => new Date(Date.now() - ms).toISOString();
/** The member's day of all sessions, whatever the hour of the test: some were made before midnight. */
const DAY = agoIso(0).slice(0, 10);
const part = (from: number, to: number): Part => ({ from, to });
const [FIRST, SECOND, THIRD, LAST] = [part(0, 2_500), part(2_500, 5_000), part(5_000, 7_500), part(7_500, 10_000)];

eachDatabase('quarters of works', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });
  const settle = (m: Caller, list: MutationEnvelope[], flagsOff: string[] = []): Promise<Answer[]> =>
    settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff,
        onThrow: (e) => {
          throw e;
        },
      },
      m.member,
      m.device,
      list,
    );
  /** A work of 40,000 words: a quarter takes at least 1,000 seconds. */
  const work = async (words = 40_000, community: Parameters<typeof addWork>[1] = {}): Promise<BookId> => {
    const id = newId<BookId>();
    await addWork(db, { ...community, id });
    await db.query('update edition set words = $2 where work = $1', [id, words]);
    return id;
  };
  const session = (book: BookId, passed: Part[], seconds = 1_200, madeAt = agoIso(0)) =>
    act(
      'book.session',
      {
        book,
        day: DAY,
        seconds,
        words: seconds * 4,
        pages: 20,
        furthest: Math.max(0, ...passed.map((p) => p.to)),
        passed,
      },
      { madeAt },
    );
  /** Grains where an answer says some, else its notes; of what is refused, its code. */
  const notesOf = (answers: Answer[]): unknown[] =>
    answers.map((a) =>
      'verdict' in a && a.verdict.status === 'applied'
        ? a.verdict.notes.map((n) => n.params['grains'] ?? n.code)
        : outcome(a),
    );
  const read = async (m: Caller, ...acts: MutationEnvelope[]) => notesOf(await settle(m, acts));
  const balance = async (m: Caller) => (await walletOf(db, m.member)).balance;
  const other = async (m: Caller): Promise<Caller> => {
    const device = newId<DeviceId>();
    await db.query(
      `insert into device (member, id, registered_at, quiet_at)
        values ($1, $2, now() - interval '7 days', now() - interval '7 days')`,
      [m.member, device],
    );
    return { member: m.member, device };
  };

  it('B10: each quarter of a work harvests 10 grains once, when nine tenths of it were passed', async () => {
    const m = await newMember(db);
    const book = await work();
    expect(await read(m, session(book, [part(0, 2_200)], 1_000, agoIso(9 * HOUR)))).toEqual([[]]);
    expect(await read(m, session(book, [part(2_200, 2_600)], 1_000, agoIso(8 * HOUR)))).toEqual([[10]]);
    // Reading it again brings nothing, and says nothing.
    expect(await read(m, session(book, [FIRST], 1_200, agoIso(7 * HOUR)))).toEqual([[]]);
    expect(await read(m, session(book, [part(2_600, 5_000)], 1_200, agoIso(6 * HOUR)))).toEqual([[10]]);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 20, harvested: 20, ledger: 20 });
    expect(await db.query('select story, reason from transfer where member = $1', [m.member])).toEqual([
      { story: book, reason: 'content_read' },
      { story: book, reason: 'content_read' },
    ]);
  });
  it('B10 R5: one act sent twice, and two devices that read the same quarter, harvest it once', async () => {
    const phone = await newMember(db);
    const laptop = await other(phone);
    const book = await work();
    const once = session(book, [FIRST], 1_200, agoIso(5 * HOUR));
    expect(await read(phone, once)).toEqual([[10]]);
    expect(await read(phone, once)).toEqual([[10]]);
    expect(await read(laptop, session(book, [FIRST], 1_200, agoIso(9 * HOUR)))).toEqual([[]]);
    expect(await balance(phone)).toBe(10);
    const halves = await work();
    const [a, b] = await Promise.all([
      read(phone, session(halves, [part(0, 1_300)], 600, agoIso(3 * HOUR))),
      read(laptop, session(halves, [part(1_200, 2_500)], 600, agoIso(2 * HOUR))),
    ]);
    expect([...a, ...b].flat()).toEqual([10]);
    expect(await balance(phone)).toBe(20);
  });
  it('B10: a jump to the end, or a claim of more words than the seconds allow, harvests nothing', async () => {
    const m = await newMember(db);
    const book = await work();
    expect(await read(m, session(book, [part(9_950, 10_000)], 60, agoIso(9 * HOUR)))).toEqual([[]]);
    // 100 seconds are at most 1,000 words, a fortieth of this work.
    expect(await read(m, session(book, [part(0, 10_000)], 100, agoIso(8 * HOUR)))).toEqual([[]]);
    expect(await db.query('select passed::text as passed from book_day where member = $1', [m.member])).toEqual([
      { passed: '{[0,250),[9950,10000)}' },
    ]);
    const wordless = await work(0);
    expect(await read(m, session(wordless, [part(0, 10_000)], 3_600, agoIso(4 * HOUR)))).toEqual([[]]);
    expect(await balance(m)).toBe(0);
  });
  it('R5 B10: a quarter read in no more time than passed harvests nothing; stories and books share that time', async () => {
    const m = await newMember(db);
    const book = await work();
    await db.query(`update device set quiet_at = now() - interval '20 minutes' where member = $1`, [m.member]);
    expect(await read(m, session(book, [FIRST]))).toEqual([[10]]);
    expect(await read(m, session(book, [SECOND]))).toEqual([[]]);
    expect(await read(m, session(book, [THIRD]))).toEqual([['reading.no_time']]);
    const story = await addStory(db, { words: 6_000 });
    const finish = () => act('reading.finish', { story, activeSeconds: 600 });
    expect(await read(m, finish())).toEqual([['reading.no_time']]);
    expect(await balance(m)).toBe(10);
  });
  it('R5 B10: under the three readings of a day, with stories; beyond it, read again on another day', async () => {
    const m = await newMember(db);
    const book = await work(4_000);
    const story = await addStory(db, { words: 300 });
    expect(await read(m, act('reading.finish', { story, activeSeconds: 60 }))).toEqual([[10]]);
    expect(await read(m, session(book, [FIRST, SECOND, THIRD], 400, agoIso(0)))).toEqual([[20, 'saka.daily_limit']]);
    expect(await balance(m)).toBe(30);
    // The daily limit is reached: the third quarter gives no grains until the member reads in it on another day.
    await db.query(`update harvest_day set day = day - 10 where member = $1`, [m.member]);
    expect(await read(m, session(book, [LAST], 400, agoIso(3 * HOUR)))).toEqual([[10]]);
    expect(await read(m, session(book, [part(6_000, 6_500)], 60, agoIso(2 * HOUR)))).toEqual([[10]]);
    expect(await balance(m)).toBe(50);
  });
  it('B10: only works of the catalogue that the member may see harvest, for members with a confirmed address', async () => {
    const m = await newMember(db);
    expect(await read(m, session(bookOfFile('ab'.repeat(32)), [part(0, 10_000)], 3_600, agoIso(20 * HOUR)))).toEqual([
      [],
    ]);
    const community = await addCommunity(db, 'private');
    const hidden = await work(4_000, { community });
    expect(await read(m, session(hidden, [FIRST], 1_200, agoIso(9 * HOUR)))).toEqual([[]]);
    expect(await db.query('select 1 from book_day where member = $1 and not isempty(passed)', [m.member])).toEqual([]);
    await addMembership(db, { id: m.member, device: m.device }, community);
    expect(await read(m, session(hidden, [FIRST], 1_200, agoIso(8 * HOUR)))).toEqual([[10]]);
    const [banned, unconfirmed] = [
      await addMember(db, { status: 'banned' }),
      await addMember(db, { confirmed: false }),
    ];
    const book = await work();
    const by = ({ id, device }: typeof banned): Caller => ({ member: id, device });
    expect(await read(by(banned), session(book, [FIRST]))).toEqual([[]]);
    expect(await read(by(unconfirmed), session(book, [FIRST]))).toEqual([['saka.not_confirmed']]);
    expect([await balance(by(banned)), await balance(by(unconfirmed))]).toEqual([0, 0]);
  });
  it('R12 B10: with ENABLE_SAKA off a session counts and harvests nothing', async () => {
    const m = await newMember(db);
    const book = await work();
    expect(notesOf(await settle(m, [session(book, [FIRST])], ['ENABLE_SAKA']))).toEqual([[]]);
    expect(await db.query('select passed::text as p from book_day where member = $1', [m.member])).toEqual([
      { p: '{[0,2500)}' },
    ]);
    expect(await balance(m)).toBe(0);
  });
  it('B10: parts in any order and number are kept within bounds', async () => {
    const m = await newMember(db);
    const book = await work(1_000);
    const crumbs = (at: number): Part[] =>
      Array.from({ length: MOST_PARTS }, (_, i) => part(at + 20 * i + 10, at + 20 * i));
    await read(m, session(book, crumbs(0)), session(book, crumbs(1_000)), session(book, crumbs(2_000)));
    expect(
      await db.query('select (select count(*)::int from unnest(passed)) as n from book_day where member = $1', [
        m.member,
      ]),
    ).toEqual([{ n: 100 }]);
  });
});
