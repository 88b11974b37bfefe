import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFreshEmbedded, type OpenDatabase } from '../../testing/database/postgres.ts';
import type { Database } from './database.ts';
import { MOST_KEPT } from './prepared-statements.ts';

let open: OpenDatabase;
let db: Database;
beforeAll(async () => {
  open = await openFreshEmbedded();
  db = open.db;
  await db.script('create table kept (id int primary key, name text)');
});
afterAll(() => open.close());

const prepared = async (like: string): Promise<number> => {
  const [row] = await db.query<{ n: number }>(
    `select count(*) as n from pg_prepared_statements
      where statement like '%${like}%' and statement not like '%pg_prepared%'`,
  );
  return Number(row?.n);
};

it('a statement with parameters is parsed once, with the same result', async () => {
  for (let i = 0; i < 10; i++)
    expect(await db.query('select $1::int + 1 as next, $2::text as word', [i, null])).toEqual([
      { next: i + 1, word: null },
    ]);
  expect(await prepared('$1::int + 1')).toBe(1);
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
});

it('rows, counts and types equal those of an unprepared statement', async () => {
  await db.query('insert into kept (id, name) values ($1, $2), ($3, $4)', [1, 'é', 2, null]);
  const text = `select k.id, k.name, array[k.id] as ids, now() > $1 as later, jsonb_build_object('a', k.id) as json,
    2::int8 as big from kept k order by k.id`;
  const since = [new Date(0)];
  const [first, again] = [await db.query(text, since), await db.query(text, since)];
  expect(again).toEqual(first);
  expect(first).toMatchObject([
    { id: 1, name: 'é', ids: [1], later: true, json: { a: 1 }, big: 2 },
    { id: 2, name: null },
  ]);
});

it('an answer split over many packets is read completely', async () => {
  const rows = await db.query<{ n: number; text: string }>(
    `select n, repeat('é', n % 300) || $1 as text from generate_series(1, 3000) n`,
    ['ŋ'],
  );
  expect(rows.length).toBe(3000);
  expect(rows.filter((r) => r.text !== `${'é'.repeat(r.n % 300)}ŋ`)).toEqual([]);
});

it('listeners receive notifications sent by a statement with parameters', async () => {
  const heard: string[] = [];
  const stop = await db.listen('kept_news', (payload) => heard.push(payload));
  for (const word of ['one', 'two']) await db.query('select pg_notify($1, $2)', ['kept_news', word]);
  await stop();
  expect(heard).toEqual(['one', 'two']);
});

it('errors while parsing, binding or running are reported, and the connection stays usable', async () => {
  for (let i = 0; i < 2; i++) {
    await expect(db.query('select $1::int from nowhere', [1])).rejects.toThrow(/nowhere/);
    await expect(db.query('select $1::uuid as id', ['no uuid'])).rejects.toThrow(/uuid/);
    await expect(db.query('insert into kept (id) values ($1)', [1])).rejects.toMatchObject({ code: '23505' });
    expect(await db.query('select $1::int as n', [7])).toEqual([{ n: 7 }]);
  }
});

it('a failed transaction rolls back, even after a prepared statement failed in it', async () => {
  const write = (id: number) =>
    db.transaction(async (tx) => {
      await tx.query('insert into kept (id) values ($1)', [id]);
      await tx.query('insert into kept (id) values ($1)', [1]);
    });
  await expect(write(5)).rejects.toMatchObject({ code: '23505' });
  await expect(write(6)).rejects.toMatchObject({ code: '23505' });
  expect(await db.query('select id from kept where id > $1', [2])).toEqual([]);
});

it('after a change of its table a statement fails once and is then parsed again', async () => {
  const all = () => db.query('select * from kept where id = $1', [1]);
  await all();
  await db.script('alter table kept add column more text');
  await expect(all()).rejects.toMatchObject({ code: '0A000' });
  expect(await all()).toEqual([{ id: 1, name: 'é', more: null }]);
});

it('the number of prepared statements stays within the limit', async () => {
  for (let i = 0; i < MOST_KEPT + 20; i++) await db.query(`select $1::int + ${i} as n`, [1]);
  const [row] = await db.query<{ n: number }>('select count(*) as n from pg_prepared_statements');
  expect(Number(row?.n)).toBeLessThanOrEqual(MOST_KEPT);
  expect(await db.query('select $1::int as again', [3])).toEqual([{ again: 3 }]);
});
