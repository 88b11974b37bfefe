/**
 * One IndexedDB database per member (S18): the base tables, which hold only what the server said, and the device's
 * own tables. Two connections: outbox writes are strict (S2), pages of base rows relaxed, since the server has them.
 */
import { Dexie, type Collection, type Table } from 'dexie';
import { entityNames, type EntityName, type EntityRow, type TextBody } from '@egoejo/shared/registry.ts';
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { PageLine, Scope, ScopeCursor, Verdict } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from './env.ts';
import { storeName } from './store-name.ts';

/** Who this device speaks for. A visitor has neither member nor device. */
export interface Identity {
  member: MemberId | null;
  device: DeviceId | null;
}

/** Scope of rows that came from the public list by plain fetch, not by sync. */
export const LISTING = 'listing';

/** A wire row with the scope it has here and the whole pull that brought it (S14). */
export type BaseRow<E extends EntityName> = EntityRow<E> & { _scope: Scope; _mark: number };

/** One queued act. `key` to `subject` are frozen when queued (S6); the rest is its life on this device. */
export interface OutboxRow {
  seq: number;
  key: MutationKey;
  name: string;
  version: number;
  args: Record<string, unknown>;
  madeAt: string;
  /** Request hash of name, version and args (S6). */
  hash: string;
  /** What the act is about, in words, as it stood when queued. */
  subject: string | null;
  /** It may have reached a server: from here on only `cancel` takes it back (S26). */
  sent: boolean;
  /** How often it left in a request. */
  tries: number;
  /** Tries the member is told of: the server answered about this act, or was silent about it alone. Without a network there is none. */
  heard?: number;
  /** S9: answers `unsettled` so far. */
  unsettled: number;
  /** S9: times it alone got no answer while an empty exchange got one. */
  alone: number;
  lastError: string | null;
  held: 'quarantined' | 'upgrade' | null;
  /** The server noted that it was quarantined. */
  noted?: boolean;
  /** When `held` was set, device clock; an 'upgrade' hold is tried again after a while. */
  heldAt: number;
  /** Set once the member took the act back: this goes in its place (S26). */
  cancelKey: MutationKey | null;
  /** Known verdict, kept here until the cursors have passed `revs` (S16). */
  verdict: Verdict | null;
  revs: Record<Scope, number> | null;
  at: string | null;
  /** Seal of the receipt, beside `verdict` (S29). */
  mac?: string | null;
  /**
   * Offered again after a restore of the server (S29): when its first verdict was given, by what that is proven, whether its overlay
   * stands, and whether the server said it cannot be settled yet.
   */
  again?: { at: string; mac: string | null; shown: boolean; waits: boolean };
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
  /** What the proof of an applied one is (S29); what a cancel went under. */
  mac?: string | null;
  cancelKey?: MutationKey | null;
  /** It was offered again after a restore. */
  again?: boolean;
  /** Device clock when it was put here; kept 35 days (S29). */
  keptAt: number;
}

/** One cursor of a scope and what this device knows about it. A scope may have several, of disjoint entities (S14). */
export interface Part {
  cursor: ScopeCursor;
  /** The server said nothing at or below `cursor.rev` is left, and no whole pull runs. */
  done: boolean;
  /** The whole pull that runs or ran last; its rows carry it. */
  mark: number;
  /** Rows were here before that whole pull: those without its mark go when it is done. */
  sweep: boolean;
  /** Entities not asked for at this eco level: kept where it stands, not sent. */
  frozen: boolean;
  /** S29: a position in what the server has forgotten since; no page of its new memory came yet. It means nothing and starts anew. */
  stale?: boolean;
}
export interface CursorRow {
  scope: Scope;
  parts: Part[];
  /** Pages of the own scope that came while acts wait for it and more was to come: written with the last one (S16). */
  ahead?: PageLine[];
}

/** Single values of a member's database. */
export interface MetaValues {
  epoch: string;
  /** What tells this database from one made anew after an eviction: the device clock when it was made; 0: before this was noted. */
  bornAt: number;
  /** Number of the last exchange begun: an older one's answer is not applied (S18). */
  fence: number;
  /** Device clock when the last exchange that was answered began, and when it ended. */
  startedAt: number;
  endedAt: number;
  /** Server clock minus device clock, ms, and the server's clock when it last spoke. */
  offset: number;
  toldAt: number;
  flags: Record<string, boolean>;
  /** Until then the server takes no acts, its clock, ms; 0: it does. */
  readOnlyUntil: number;
  persistAsked: boolean;
  /** When the public list was stored last, device clock. */
  listedAt: number;
}
export type MetaRow = { [K in keyof MetaValues]: { k: K; v: MetaValues[K] } }[keyof MetaValues];

export interface DraftRow {
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
  /** Reads, base tables, relaxed writes. */
  db: EgoejoDb;
  /** The same database with strict durability: all that may not be lost once it is confirmed (S2). */
  strict: EgoejoDb;
  /** Calls `run` when the database was closed by anybody but us: the browser took it away. */
  onLost(run: () => void): void;
  /** Calls `run` when another tab erases the member's data: both connections are closed then, for good. */
  onErased(run: () => void): void;
  close(): void;
}

/**
 * Every index costs each row a fifth of its writing. The tables with thousands of rows do without one on `_scope`;
 * `author` is null, and so not indexed, in what was imported.
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
  ...Object.fromEntries(entityNames.map((e) => [e, ['id', ...(indexes[e] ?? '_scope').split(', ')].filter((x) => x !== '').join(', ')])),
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
  // Outside a browser live queries stay off unless Dexie itself knows some IndexedDB.
  Dexie.dependencies.indexedDB ??= env.indexedDB;
  db.version(1).stores(schema);
  return db as EgoejoDb;
}

/** Opens, or makes, the database of a member (null: of visitors). Throws when the browser has no storage for us. */
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
  // Left to itself Dexie would warn in the console, let go and open a new, empty one.
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
  return {
    db,
    strict,
    onLost: (run) => db.on('close', () => {
      if (!ours) run();
    }),
    onErased: (run) => void erased.add(run),
    close,
  };
}

/** Removes the whole database of a member from this device. Resolves once no tab and no worker has it open any more. */
export const deleteStore = async (env: Env, member: string | null): Promise<void> => {
  const db = connect(env, storeName(member), 'relaxed');
  // No complaint: a worker that was just ended still holds its connections for a moment, and the deletion goes on by itself.
  db.on('blocked', () => false);
  await db.delete();
};

/** The rows of an entity in one scope, by index where there is one. */
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
