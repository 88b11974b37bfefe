/**
 * One IndexedDB database per member (S18). It holds the base tables, which contain only what the server sent, and the
 * device's own tables. It has two connections: outbox writes use strict durability (S2), pages of base rows use relaxed
 * durability, since the server still has them.
 */
import { Dexie, type Collection, type Table } from 'dexie';
import { entityNames, type EntityName, type EntityRow, type TextBody } from '@egoejo/shared/registry.ts';
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { KnownLink } from './chain-watch.ts';
import type { Env } from './env.ts';
import { storeName } from '../api/store-name.ts';
import { sweep } from './sweep.ts';
import type { PageLine, ScopeCursor, Verdict } from './protocol.ts';

/** The member and device that this client acts as. A visitor has neither. */
export interface Identity {
  member: MemberId | null;
  device: DeviceId | null;
}

/** Pseudo-scope of rows that a plain fetch of the public list stored, not the sync. */
export const LISTING = 'listing';

/** A wire row with the scope it is stored under and the number of the whole pull that brought it (S14). */
export type BaseRow<E extends EntityName> = EntityRow<E> & { _scope: Scope; _mark: number };

/**
 * One queued act. The fields from `key` to `subject` are frozen when it is queued (S6); the rest is its state on this
 * device:
 *
 *     queued ──request──▶ sent ──verdict──▶ settled ──cursors pass `revs`──▶ SentRow
 *       │                  │ ▲                 │
 *       │ taken back       │ │ after a while,  │ the server forgot it (S29)
 *       ▼                  ▼ │ or by a tap     ▼
 *     deleted             held              offered again (`again`), then as `sent`
 *
 * | state | fields |
 * |---|---|
 * | queued | `sent` false, `verdict` null |
 * | sent | `sent` true, `verdict` null; `tries`, `unsettled`, `alone` and `lastError` tell how it went so far |
 * | held | `held` 'upgrade': the server is too old for it; 'quarantined': it failed too often, or is `broken` |
 * | being cancelled | `cancelKey` set: the cancel is sent in its place (S26) |
 * | settled | `verdict`, `revs` and `at` set; its effect is shown by the overlay until the rows have arrived (S16) |
 */
export interface OutboxRow {
  seq: number;
  key: MutationKey;
  name: string;
  version: number;
  args: Record<string, unknown>;
  madeAt: string;
  /** Request hash of name, version and args (S6). */
  hash: string;
  /** The title of what the act is about, as it was when the act was queued. */
  subject: string | null;
  /** The act may have reached a server: from here on only `cancel` takes it back (S26). */
  sent: boolean;
  /** How many requests have carried it. */
  tries: number;
  /**
   * The number of tries shown to the member: the server answered about this act, or stayed silent when the act was sent
   * alone. Attempts without a network do not count.
   */
  heard?: number;
  /** How many `unsettled` answers it has had (S9). */
  unsettled: number;
  /** How often it was sent alone and got no answer while an empty exchange got one (S9). */
  alone: number;
  lastError: string | null;
  held: 'quarantined' | 'upgrade' | null;
  /** The server has recorded that the act is quarantined. */
  noted?: boolean;
  /** When `held` was set, device clock; an 'upgrade' hold is retried after a while. */
  heldAt: number;
  /** The key of the cancel that is sent instead, set once the member took the act back (S26). */
  cancelKey: MutationKey | null;
  /** Known verdict, kept here until the cursors have passed `revs` (S16). */
  verdict: Verdict | null;
  revs: Record<Scope, number> | null;
  at: string | null;
  /** Seal of the receipt, beside `verdict` (S29). */
  mac?: string | null;
  /**
   * Set when the act is offered again after a restore of the server (S29): the time of its first verdict, the seal that
   * proves it, whether its overlay is shown, and whether the server answered that it cannot settle the act yet.
   */
  again?: { at: string; mac: string | null; shown: boolean; waits: boolean };
  /**
   * Set when the act could not be read (sweep.ts): everything that is left of it, as JSON. The act stays visible and is
   * exported, but it is never sent or replayed.
   */
  broken?: string;
}
export type NewOutboxRow = Omit<OutboxRow, 'seq'>;

/** An act whose verdict is known and whose effects are in the base tables. */
export interface SentRow {
  key: MutationKey;
  seq: number;
  name: string;
  version: number;
  args: Record<string, unknown>;
  madeAt: string;
  hash: string;
  subject: string | null;
  tries: number;
  verdict: Verdict;
  /** Server's time of the verdict, ISO 8601. */
  at: string;
  /** The seal that proves an applied act (S29), and the key of a cancel sent in its place. */
  mac?: string | null;
  cancelKey?: MutationKey | null;
  /** The act was offered again after a restore. */
  again?: boolean;
  /** The act was already unreadable when its receipt came (sweep.ts), so it cannot be offered again. */
  unreadable?: true;
  /** The server may have forgotten this unreadable act; the next complete pull of the own scope tells (S29). */
  unsure?: true;
  /** The server's clock when the row was stored, ms; the row is kept for 35 days from then (S29). */
  keptAt: number;
}

/**
 * One cursor of a scope and its state on this device. A scope may have several cursors, with disjoint entities (S14).
 *
 * | state | fields | next |
 * |---|---|---|
 * | new | `cursor.rev` 0 | a whole pull begins: its pages are marked with the number of the exchange |
 * | whole pull | `cursor.from` set, `done` false | the last page: rows without the mark are deleted if `sweep` is set |
 * | behind | `done` false | further pages |
 * | up to date | `done` true | pages after later changes |
 * | frozen | `frozen` true | as before, once the eco level asks for its entities again |
 * | stale | `stale` true | a whole pull, in the new history (S29) |
 */
export interface Part {
  cursor: ScopeCursor;
  /** The server said that nothing at or below `cursor.rev` is left, and no whole pull is running. */
  done: boolean;
  /** The number of the whole pull that is running or ran last; its rows carry it. */
  mark: number;
  /** Rows existed before that whole pull: those without its mark are deleted when it is done. */
  sweep: boolean;
  /** These entities are not asked for at this eco level: the cursor keeps its position and is not sent. */
  frozen: boolean;
  /**
   * The position is in a history that the server has lost, and no page of the new history has come yet (S29). It is
   * meaningless, and the cursor restarts from the beginning.
   */
  stale?: boolean;
}
export interface CursorRow {
  scope: Scope;
  parts: Part[];
  /**
   * Pages of the own scope that arrived while acts wait for it and more pages were due. They are written together with
   * the last one (S16).
   */
  ahead?: PageLine[];
}

/** Single values of a member's database. */
export interface MetaValues {
  epoch: string;
  /**
   * The device clock when this database was created; it distinguishes the database from one recreated after an
   * eviction. 0: created before this was recorded.
   */
  bornAt: number;
  /**
   * Present while every act that may have been sent carries the mark `sent`. Full storage may refuse to write such a
   * mark but never refuses to delete this value; without it, any act here may have been sent (S26).
   */
  marked: true;
  /** Number of the last exchange begun: the answer of an older one is not applied (S18). */
  fence: number;
  /** Device clock when the last answered exchange began, and when it ended. */
  startedAt: number;
  endedAt: number;
  /** Server clock minus device clock, ms, and the server's clock at its last answer. */
  offset: number;
  toldAt: number;
  flags: Record<string, boolean>;
  /** The server's clock, ms, until which it takes no acts; 0: it takes them. */
  readOnlyUntil: number;
  persistAsked: boolean;
  /** Device clock when the public list was last stored. */
  listedAt: number;
  /** The lowest and the highest number of the member's receipts that this device watches (chain-watch.ts). */
  chain: { low: number; high: number };
  /** Set once the server's history no longer matches what this device received; `at`: the server's clock, ms. */
  chainBroken: { what: string; at: number };
}
export type MetaRow =
  | { [K in keyof MetaValues]: { k: K; v: MetaValues[K] } }[keyof MetaValues]
  /** A link by its number, and the number by the key of its receipt. */
  | { k: `link:${string}`; v: KnownLink }
  | { k: `linked:${string}`; v: number };

interface DraftRow {
  name: string;
  value: unknown;
  savedAt: number;
}
export type TextKind = 'story' | 'item' | 'project';
export interface TextRow {
  kind: TextKind;
  id: string;
  body: TextBody;
  bytes: number;
  savedAt: number;
}
interface DeviceTables {
  outbox: Table<OutboxRow, number, NewOutboxRow | OutboxRow>;
  sent: Table<SentRow, string>;
  cursors: Table<CursorRow, string>;
  meta: Table<MetaRow, string>;
  drafts: Table<DraftRow, string>;
  texts: Table<TextRow, [string, string]>;
  /** Communities this device follows because the member opened them. */
  followed: Table<{ community: string }, string>;
  dismissed: Table<{ key: string; at: number }, string>;
}
export type EgoejoDb = Dexie & { [E in EntityName]: Table<BaseRow<E>, string> } & DeviceTables;

/** The two connections of one member's database. */
export interface Store {
  /** For reads, base tables and other relaxed writes. */
  db: EgoejoDb;
  /** The same database with strict durability, for everything that must not be lost once it is confirmed (S2). */
  strict: EgoejoDb;
  /** Calls `run` when the database was closed by anyone but this app: the browser took it away. */
  onLost(run: () => void): void;
  /** Calls `run` when another tab erases the member's data; both connections are then closed for good. */
  onErased(run: () => void): void;
  close(): void;
}

/**
 * Every index makes writing a row about a fifth slower, so the tables with thousands of rows have no index on `_scope`.
 * `author` is null, and so not indexed, in imported rows.
 */
const indexes: Partial<Record<EntityName, string>> = {
  project: 'category, community, createdAt, author',
  projectTally: 'score',
  projectText: '',
  poll: '_scope, state, closesAt',
  transfer: '_scope, at',
  receipt: '_scope, at',
};
const schema: Record<string, string> = {
  ...Object.fromEntries(
    entityNames.map((e) => [e, ['id', ...(indexes[e] ?? '_scope').split(', ')].filter((x) => x !== '').join(', ')]),
  ),
  outbox: '++seq, &key',
  sent: 'key, at',
  cursors: 'scope',
  meta: 'k',
  drafts: 'name',
  texts: '[kind+id], savedAt',
  followed: 'community',
  dismissed: 'key',
};

function connect(env: Env, name: string, durability: 'strict' | 'relaxed'): EgoejoDb {
  const db = new Dexie(name, {
    indexedDB: env.indexedDB,
    IDBKeyRange: env.keyRange,
    chromeTransactionDurability: durability,
    cache: 'disabled',
  });
  // Outside a browser, Dexie's live queries work only if Dexie itself knows an IndexedDB implementation.
  Dexie.dependencies.indexedDB ??= env.indexedDB;
  db.version(1).stores(schema);
  db.on('populate', (tx) => void tx.table<MetaRow>('meta').put({ k: 'marked', v: true }));
  return db as EgoejoDb;
}

/**
 * Opens or creates the database of a member (null: of visitors) and repairs what is wrong in it.
 * @throws when the browser has no storage for this origin.
 */
export async function openStore(env: Env, member: string | null): Promise<Store> {
  const db = connect(env, storeName(member), 'relaxed');
  const strict = connect(env, storeName(member), 'strict');
  let ours = false;
  const close = (): void => {
    ours = true;
    db.close();
    strict.close();
  };
  const erased = new Set<() => void>();
  // By default Dexie would warn in the console, close, and then open a new, empty database.
  const letGo = (event: IDBVersionChangeEvent): boolean => {
    if (event.newVersion !== null) return true;
    for (const run of erased) run();
    close();
    return false;
  };
  db.on('versionchange', letGo);
  strict.on('versionchange', letGo);
  await db.open();
  await strict.open();
  await sweep(env, db);
  return {
    db,
    strict,
    onLost: (run) =>
      db.on('close', () => {
        if (!ours) run();
      }),
    onErased: (run) => void erased.add(run),
    close,
  };
}

/** Removes the whole database of a member from this device. Resolves once no tab and no worker has it open any more. */
export const deleteStore = async (env: Env, member: string | null): Promise<void> => {
  const db = connect(env, storeName(member), 'relaxed');
  // Without this, Dexie would warn: a worker that has just ended still holds its connections for a moment, and the
  // deletion continues by itself.
  db.on('blocked', () => false);
  await db.delete();
};

/** The rows of an entity in one scope, found by index where there is one. */
export function inScope<E extends EntityName>(db: EgoejoDb, e: E, scope: Scope): Collection<BaseRow<E>, string> {
  const table = db.table<BaseRow<E>, string>(e);
  const indexed = table.schema.indexes.some((index) => index.name === '_scope');
  return indexed ? table.where('_scope').equals(scope) : table.filter((row) => row._scope === scope);
}

export async function readMeta<K extends keyof MetaValues>(db: EgoejoDb, k: K): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(k);
  return row?.v as MetaValues[K] | undefined;
}
export async function writeMeta<K extends keyof MetaValues>(db: EgoejoDb, k: K, v: MetaValues[K]): Promise<void> {
  await db.meta.put({ k, v } as MetaRow);
}
