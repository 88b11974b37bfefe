/**
 * The spare store: where an act goes that could not be written to the queue in time, because a frozen tab holds the
 * member's database in a write transaction (S18). Each act has a database of its own, so no tab can be frozen inside
 * another one's, nobody ever writes to one again once it is there, and deleting it is all it takes to empty it.
 */
import { Dexie, type Table } from 'dexie';
import { storeName } from './store-name.ts';
import type { Env } from '../env.ts';
import type { NewOutboxRow } from './outbox-row.ts';

/** How long a write of one act may take, ms (S18); so long an act waits for the queue before it goes to the spare store. */
export const LONGEST_WRITE_MS = 1000;
/** What `within` returns when the time is up. */
export const LATE = Symbol('late');

/** The result of `work`, or LATE after `ms` of the device's clock; the work itself goes on. */
export function within<T>(env: Env, ms: number, work: Promise<T>): Promise<T | typeof LATE> {
  let cancel = (): void => undefined;
  const late = new Promise<typeof LATE>((done) => {
    cancel = env.setTimer(() => done(LATE), ms);
  });
  return Promise.race([work, late]).finally(() => cancel());
}

type SpareDb = Dexie & { act: Table<NewOutboxRow, string> };
const prefix = (member: string): string => `${storeName(member)}-spare-`;

function connect(env: Env, name: string): SpareDb {
  const db = new Dexie(name, {
    indexedDB: env.indexedDB,
    IDBKeyRange: env.keyRange,
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  });
  db.version(1).stores({ act: 'key' });
  // Another tab has taken the act in and deletes the database. Dexie would also close the connection, but warn in the
  // console. A write that follows opens the database again.
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: false });
    return false;
  });
  return db as SpareDb;
}

/** Stores an act durably beside the queue. */
export async function putSpare(env: Env, member: string, row: NewOutboxRow): Promise<void> {
  const db = connect(env, `${prefix(member)}${row.key}`);
  // The transaction that creates the database writes the act too, so an empty one is never being filled. It cannot be
  // asked to be durable, the second write can.
  db.on('populate', (tx) => void tx.table<NewOutboxRow>('act').put(row));
  try {
    await db.act.put(row);
  } finally {
    db.close();
  }
}

/** The names of this member's spare databases, in the order in which their acts were made. */
export const spareNames = async (env: Env, member: string): Promise<string[]> =>
  (await env.indexedDB.databases())
    .flatMap(({ name }) => (name?.startsWith(prefix(member)) ? [name] : []))
    .sort((a, b) => (a < b ? -1 : 1));

/** The act in a spare database; none when another tab has just taken it in. */
export async function readSpare(env: Env, name: string): Promise<NewOutboxRow[]> {
  const db = connect(env, name);
  try {
    return await db.act.toArray();
  } finally {
    db.close();
  }
}

/** Deletes a spare database. Resolves once no frozen tab has it open any more. */
export async function deleteSpare(env: Env, name: string): Promise<void> {
  const db = connect(env, name);
  db.on('blocked', () => false);
  await db.delete();
}
