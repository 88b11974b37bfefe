/** The tables of one member's database: base rows, and the device's own. */
import type { Collection, Dexie, Table } from 'dexie';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import { entityNames, type EntityName, type EntityRow, type TextBody } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { ChunkKeys, ChunkRows } from './chunks/chunk.ts';
import type { CursorRow } from './cursor-row.ts';
import type { MetaRow } from './meta-row.ts';
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
/** A file that the member added, with the act that announces it, until the server has stored or refused it. */
export interface FileRow {
  /** The row that waits for it. */
  id: string;
  /** The entity of that row. */
  purpose: UploadPurposeName;
  size: number;
  type: string;
  sha256: string;
  keptAt: number;
  /** Its act was queued; before that it belongs to a draft. */
  queued: boolean;
  /** Bytes of each of its pieces but the last one; undefined: it is one piece. */
  piece?: number;
  /** Its pieces are still being stored. */
  partial?: true;
}
interface ReadyRow {
  name: 'list';
  value: unknown;
}
interface DeviceTables {
  outbox: Table<OutboxRow, number, NewOutboxRow | OutboxRow>;
  sent: Table<SentRow, string>;
  cursors: Table<CursorRow, string>;
  meta: Table<MetaRow, string>;
  drafts: Table<DraftRow, string>;
  texts: Table<TextRow, [string, string]>;
  files: Table<FileRow, string>;
  fileBytes: Table<{ id: string; bytes: Uint8Array<ArrayBuffer> }, string>;
  /** Communities this device follows because the member opened them, and `catalogue` once the member asked for it. */
  followed: Table<{ community: string }, string>;
  dismissed: Table<{ key: string; at: number }, string>;
  /** Chunks of rows (chunk.ts), behind the tables of packed entities. */
  chunkKeys: Table<ChunkKeys, [string, string]>;
  chunkRows: Table<ChunkRows, [string, string]>;
  /**
   * What a first screen shows, ready to be read in one step. Emptied by the transaction that changes a packed entity,
   * so it is never older than the rows (chunks.ts).
   */
  ready: Table<ReadyRow, string>;
}
export type EgoejoDb = Dexie & { [E in EntityName]: Table<BaseRow<E>, string> } & DeviceTables;

/** `author` is null, and so not indexed, in imported rows. */
const indexes: Partial<Record<EntityName, string>> = {
  project: '_scope, category, community, createdAt, author',
  projectTally: '_scope, score',
  poll: '_scope, state, closesAt',
  transfer: '_scope, at',
  receipt: '_scope, at',
  comment: '_scope, project, topic',
  topic: '_scope, club',
  message: '_scope, [room+no], [room+pinnedAt], author',
  messageFile: '_scope, message',
  projectPicture: '_scope, project',
  manuscriptFile: '_scope, manuscript',
  manuscriptNote: '_scope, manuscript',
  projectEdit: '_scope, project',
  projectNeed: '_scope, project',
  concept: '_scope, community',
  work: '_scope, title, addedAt, languages, categories, licence, words',
  bookMark: '_scope, book',
  playlistItem: '_scope, playlist',
  episode: '_scope, show, track',
};
/** The definition that Dexie reads. */
export const schema: Record<string, string> = {
  ...Object.fromEntries(entityNames.map((e) => [e, `id, ${indexes[e] ?? '_scope'}`])),
  chunkKeys: '[e+n]',
  chunkRows: '[e+n]',
  ready: 'name',
  outbox: '++seq, &key',
  sent: 'key, at, name',
  cursors: 'scope',
  meta: 'k',
  drafts: 'name',
  texts: '[kind+id], savedAt',
  files: 'id',
  fileBytes: 'id',
  followed: 'community',
  dismissed: 'key',
};

/** The rows of an entity in one scope. */
export const inScope = <E extends EntityName>(db: EgoejoDb, e: E, scope: Scope): Collection<BaseRow<E>, string> =>
  db.table<BaseRow<E>, string>(e).where('_scope').equals(scope);
