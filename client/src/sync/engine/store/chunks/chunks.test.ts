import { afterAll, beforeAll, expect, it } from 'vitest';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { liveQuery } from 'dexie';
import { openExisting, requested } from '../../../../platform/storage/idb.ts';
import { act as boost } from '../../../testing/acts.ts';
import { Dexie, IDBFactory, IDBKeyRange } from '../../../testing/indexeddb.ts';
import { makeWorld, MEMBER } from '../../../testing/world.ts';
import { openStore } from '../../repair/open-store.ts';
import { CHUNK } from './chunk.ts';
import { keepChunks } from './chunks.ts';
import { schema, type BaseRow, type EgoejoDb } from '../tables.ts';

type Row = BaseRow<'project'>;
const usual = { ...CHUNK };
beforeAll(() => void Object.assign(CHUNK, { most: 5, least: 3, foldAbove: 4 }));
afterAll(() => void Object.assign(CHUNK, usual));

/** The native stores, read without Dexie. */
async function native(factory: IDBFactory, name: string, store: string): Promise<unknown[]> {
  const db = await openExisting(factory, name);
  if (!db) throw new Error(`no database ${name}`);
  const rows = await requested<unknown[]>(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows;
}

async function open(chunked: boolean) {
  const factory = new IDBFactory();
  const db = new Dexie('test', { indexedDB: factory, IDBKeyRange, cache: 'disabled' }) as EgoejoDb;
  // Outside a browser, live queries work only if Dexie itself knows an IndexedDB.
  Dexie.dependencies.indexedDB ??= factory;
  db.version(1).stores(schema);
  let n = 0;
  const fold = chunked ? keepChunks(db, () => `c${String(n++).padStart(4, '0')}`) : async () => undefined;
  await db.open();
  return { db, fold, factory };
}
const row = (id: number, value: number, scope: number, mark: number): Row =>
  ({
    id: `p${id}`,
    title: `é${value}`,
    category: `c${value % 3}`,
    community: `m${value % 2}`,
    createdAt: `2026-01-0${1 + (value % 9)}`,
    author: value % 4 === 0 ? null : `a${value % 4}`,
    status: 'published',
    _scope: `s${scope}`,
    _mark: mark,
  }) as Row;

/** Everything that the app asks of such a table. */
async function look(db: EgoejoDb): Promise<unknown> {
  const t = db.project;
  const ids = Array.from({ length: 20 }, (_, i) => `p${i}`);
  return {
    all: await t.toArray(),
    count: await t.count(),
    ids: await t.toCollection().primaryKeys(),
    one: await t.get('p3'),
    some: await t.bulkGet(['p1', 'p9', 'nope', 'p4']),
    many: await t.bulkGet(ids),
    byAge: await t.orderBy('createdAt').primaryKeys(),
    newest: await t.orderBy('createdAt').reverse().limit(3).primaryKeys(),
    newestRows: await t.orderBy('createdAt').reverse().limit(3).toArray(),
    categories: await t.orderBy('category').uniqueKeys(),
    category: await t.where('category').equals('c1').toArray(),
    authors: await t.where('author').equals('a1').primaryKeys(),
    since: await t
      .where('createdAt')
      .above('2026-01-04')
      .filter((p) => p.title !== 'é7')
      .count(),
    between: await t.where('createdAt').between('2026-01-02', '2026-01-06').primaryKeys(),
    anyOf: await t.where('community').anyOf(['m1', 'zz', 'm0']).primaryKeys(),
    scope: await t.where('_scope').equals('s1').count(),
    first: await t.where('_scope').equals('s2').limit(1).count(),
    marked: await t
      .where('_scope')
      .equals('s1')
      .filter((p) => p._mark !== 1)
      .primaryKeys(),
    filtered: await t
      .filter((p) => p.community === 'm0')
      .limit(4)
      .toArray(),
    last: await t.orderBy('createdAt').last(),
    offset: await t.toCollection().offset(2).limit(3).primaryKeys(),
  };
}

const id = fc.nat(19);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: fc.array(fc.tuple(id, fc.nat(30)), { maxLength: 16 }), scope: fc.nat(2) }) },
  fc.record({ remove: fc.array(id, { maxLength: 5 }) }),
  fc.record({ purge: fc.nat(2) }),
  fc.record({ sweep: fc.nat(2), mark: fc.nat(3) }),
  fc.record({ range: id }),
  fc.record({ modify: fc.nat(2) }),
  fc.constant({ fold: true as const }),
  fc.constant({ clear: true as const }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function run(db: EgoejoDb, fold: () => Promise<unknown>, act: Step, mark: number): Promise<void> {
  const scoped = (n: number) => db.project.where('_scope').equals(`s${n}`);
  if ('put' in act) await db.project.bulkPut(act.put.map(([n, value]) => row(n, value, act.scope, mark % 3)));
  else if ('remove' in act) await db.project.bulkDelete(act.remove.map((n) => `p${n}`));
  else if ('purge' in act) await scoped(act.purge).delete();
  else if ('sweep' in act)
    await scoped(act.sweep)
      .filter((p) => p._mark !== act.mark)
      .delete();
  else if ('range' in act) await db.project.where('id').above(`p${act.range}`).delete();
  else if ('modify' in act) await scoped(act.modify).modify({ title: `t${mark}` });
  else if ('fold' in act) await fold();
  else await db.project.clear();
}

it('a table in chunks answers everything as a table of rows does, whatever was written, deleted, folded or undone', async () => {
  const steps = fc.array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const [rows, chunks] = [await open(false), await open(true)];
      let mark = 0;
      for (const [next, undone] of given) {
        mark++;
        for (const { db, fold } of [rows, chunks]) {
          if (undone && !('fold' in next))
            await db
              .transaction('rw', db.project, async () => {
                await run(db, fold, next, mark);
                throw new Error('undone');
              })
              .catch((cause: Error) => expect(cause.message).toBe('undone'));
          else await run(db, fold, next, mark);
        }
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(plain(await look(chunks.db))).toEqual(plain(await look(rows.db)));
      }
      rows.db.close();
      chunks.db.close();
    }),
    { numRuns: tries(60) },
  );
}, 120_000);

it('many new rows are one record, a changed one is stored over them, and a fold makes one record of both', async () => {
  const { db, fold, factory } = await open(true);
  await db.project.bulkPut([1, 2, 3, 4, 5].map((n) => row(n, n, 0, 1)));
  const count = async () => {
    const stores = ['project', 'chunkKeys', 'chunkRows'].map((store) => native(factory, 'test', store));
    return (await Promise.all(stores)).map((rows) => rows.length);
  };
  expect(await count()).toEqual([0, 1, 1]);
  await db.project.bulkPut([1, 2].map((n) => row(n, n + 1, 0, 1)));
  await db.project.bulkDelete(['p3', 'p4', 'p5']);
  expect(await count()).toEqual([5, 1, 1]);
  const before = await look(db);
  await fold();
  expect(await count()).toEqual([0, 1, 1]);
  expect(await look(db)).toEqual(before);
  await db.project.where('_scope').equals('s0').delete();
  expect(await count()).toEqual([0, 0, 0]);
});

it('a live query sees rows that come in a chunk, change over one, or leave it', async () => {
  const { db, fold } = await open(true);
  const seen: string[][] = [];
  const live = liveQuery(() => db.project.where('category').equals('c1').primaryKeys());
  const subscription = live.subscribe({ next: (ids) => void seen.push(ids.map(String)) });
  const shows = (ids: string[]) => expect.poll(() => seen.at(-1)).toEqual(ids);
  await shows([]);
  await db.project.bulkPut([1, 2, 3, 4].map((n) => row(n, n, 0, 1)));
  await shows(['p1', 'p4']);
  await db.project.put(row(2, 1, 0, 1));
  await shows(['p1', 'p2', 'p4']);
  await db.project.delete('p4');
  await shows(['p1', 'p2']);
  await db.project.bulkPut([5, 6, 7].map((n) => row(n, 1, 0, 1)));
  await fold();
  await shows(['p1', 'p2', 'p5', 'p6', 'p7']);
  subscription.unsubscribe();
});

it('S24: a database that kept every row alone opens as before, with its queue, and becomes chunks when idle', async () => {
  const world = makeWorld();
  const before = new Dexie(`egoejo-${MEMBER}`, { indexedDB: world.env.indexedDB, IDBKeyRange }) as EgoejoDb;
  const { chunkKeys: _, chunkRows: __, ready: ___, ...stores } = schema;
  before
    .version(1)
    .stores({ ...stores, project: 'id, category, community, createdAt, author', projectTally: 'id, score' });
  await before.open();
  await before.project.bulkPut(Array.from({ length: 12 }, (_n, n) => row(n, n, n % 2, 1)));
  await before.outbox.bulkAdd(
    Array.from({ length: 100 }, (_n, n) => boost(n + 1, { hash: requestHash(boost(n + 1)) })),
  );
  const rows = await before.project.toArray();
  before.close();
  const store = await openStore(world.env, MEMBER);
  expect(await store.db.project.toArray()).toEqual(rows);
  await store.fold();
  expect(await store.db.project.toArray()).toEqual(rows);
  expect(await store.db.project.where('_scope').equals('s1').count()).toBe(6);
  expect(await store.db.outbox.count()).toBe(100);
  expect((await native(world.env.indexedDB, `egoejo-${MEMBER}`, 'project')).length).toBe(0);
  store.close();
});
