/** The tables of one member's database: base rows, and the device's own. */
import type { Collection, Dexie, Table } from 'dexie';
import { entityNames, type EntityName, type EntityRow, type TextBody } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { CursorRow } from './cursor-row.ts';
import type { MetaRow } from './meta.ts';
import type { NewOutboxRow, OutboxRow, SentRow } from './outbox-row.ts';

/** Pseudo-scope of rows that a plain fetch of the public list stored, not the sync. */
export const LISTING = 'listing';

/** A wire row with the scope it is stored under and the number of the whole pull that brought it (S14). */
export type BaseRow<E extends EntityName> = EntityRow<E> & { _scope: Scope; _mark: number };

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
/** The definition that Dexie reads. */
export const schema: Record<string, string> = {
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

/** The rows of an entity in one scope, found by index where there is one. */
export function inScope<E extends EntityName>(db: EgoejoDb, e: E, scope: Scope): Collection<BaseRow<E>, string> {
  const table = db.table<BaseRow<E>, string>(e);
  const indexed = table.schema.indexes.some((index) => index.name === '_scope');
  return indexed ? table.where('_scope').equals(scope) : table.filter((row) => row._scope === scope);
}
