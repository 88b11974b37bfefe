import { beforeEach, expect, it } from 'vitest';
import { newId, type ContractId, type ManuscriptId } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addManuscript, offerContract } from '../testing/manuscript-rows.ts';
import { addMember, addWork, type TestMember } from '../testing/world.ts';
import { writeFigures } from './figures.ts';
import { differences, makeStatements } from './royalties.ts';

eachDatabase('royalties', (database) => {
  let author: TestMember;
  let id: ManuscriptId;
  let contract: ContractId;
  beforeEach(async () => {
    const db = database();
    author = await addMember(db);
    [id, contract] = [newId(), newId()];
    await addManuscript(db, author.id, { id, state: 'published' });
    await db.query(`update manuscript set published_at = '2026-01-05' where id = $1`, [id]);
    await addWork(db, { id });
    await offerContract(db, id, contract);
    await db.query(
      `update contract set state = 'agreed', answered_by = $2, answered_name = 'Awa', answered_at = '2026-01-10'
        where id = $1`,
      [contract, author.id],
    );
  });
  const read = async (at: string, quarters: number, by = newId()): Promise<void> => {
    await database().query(
      `insert into quarter_read (member, work, quarter, at) select $1, $2, q, $3 from generate_series(1, $4::int) q`,
      [by, id, at, quarters],
    );
  };
  const statements = () =>
    database().query(
      `select month, quarters, base::int as base, amount::int as amount, carried from royalty_statement
        where contract = $1 order by month limit 3`,
      [contract],
    );
  const make = () => database().transaction(makeStatements);

  it('B15: a month is stated once, in whole units, what is left over is carried, and the rows give the same', async () => {
    // Seven tenths of 25 a quarter: three quarters are 52.5.
    await read('2026-01-09T23:00:00Z', 4);
    await read('2026-01-31T23:59:59Z', 3);
    await read('2026-02-01T00:00:00Z', 1);
    await read('2026-02-02', 4, author.id);
    await make();
    const made = [
      { month: '2026-01', quarters: 3, base: 75, amount: 52, carried: 5_000 },
      { month: '2026-02', quarters: 1, base: 25, amount: 18, carried: 0 },
      { month: '2026-03', quarters: 0, base: 0, amount: 0, carried: 0 },
    ];
    expect(await statements()).toEqual(made);
    expect(await make()).toBe(0);
    expect((await differences(database())).filter((d) => d.contract === contract)).toEqual([]);
    await database().query('update royalty_statement set amount = amount + 1 where contract = $1 and month = $2', [
      contract,
      '2026-02',
    ]);
    expect((await differences(database())).filter((d) => d.contract === contract)).toEqual([
      { contract, month: '2026-02', is: '1 quarters, 19, 0 carried', should: '1 quarters, 18, 0 carried' },
    ]);
  });

  it('B15: a later contract holds from its agreement on', async () => {
    const next = newId<ContractId>();
    await database().query(`update contract set state = 'replaced' where id = $1`, [contract]);
    await offerContract(database(), id, next);
    await database().query(
      `update contract set state = 'agreed', answered_by = $2, answered_name = 'Awa', answered_at = '2026-02-10'
        where id = $1`,
      [next, author.id],
    );
    // 35 and 70, and what was left over of January: half a franc.
    await read('2026-01-11', 3);
    await read('2026-02-09', 1);
    await read('2026-02-11', 4);
    await make();
    expect(
      await database().query(
        `select contract = $1 as first, quarters, amount::int as amount, carried from royalty_statement
          where contract = any($2::uuid[]) and month = '2026-02' order by 1`,
        [contract, [contract, next]],
      ),
    ).toEqual([
      { first: false, quarters: 4, amount: 70, carried: 0 },
      { first: true, quarters: 1, amount: 18, carried: 0 },
    ]);
    const months = 'select count(*)::int as n from royalty_statement where contract = $1';
    expect(await database().query(months, [contract])).toEqual([{ n: 2 }]);
  });

  it('B15: authors see how many read and how far, and nothing that tells of a few', async () => {
    const db = database();
    const day = (member: string, furthest: number) =>
      db.query(
        `insert into book_day (member, id, book, day, seconds, words, pages, furthest)
          values ($1, $2::text || ':20260301-0000-8000-8000-000000000000', $2::uuid, '2026-03-01', 90, 500, 2, $3)`,
        [member, id, furthest],
      );
    const readers: TestMember[] = [];
    for (let n = 0; n < 4; n++) readers.push(await addMember(db));
    for (const reader of readers) await day(reader.id, 10_000);
    await day(author.id, 10_000);
    await db.transaction(writeFigures);
    const figures = () => db.query('select readers, curve from author_figures where work = $1', [id]);
    expect(await figures()).toEqual([{ readers: 4, curve: [] }]);
    await day((await addMember(db)).id, 600);
    await db.transaction(writeFigures);
    expect(await figures()).toEqual([{ readers: 5, curve: [5, ...Array.from({ length: 19 }, () => 4)] }]);
  });
});
