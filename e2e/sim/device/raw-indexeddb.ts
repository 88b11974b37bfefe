/** Internals of the simulated IndexedDB that its package does not declare. */
/* Internals of the package that its types do not declare. */
export interface RawRecord {
  key: unknown;
  value: unknown;
}
interface RawStore {
  name: string;
  records: { values(range?: unknown): Iterable<RawRecord>; size(): number };
  keyGenerator: { num: number } | null;
  storeRecord(record: RawRecord, noOverwrite: boolean): unknown;
  clear(): void;
}
export interface RawConnection extends EventTarget {
  _rawDatabase: RawDatabase;
  _closed: boolean;
  _closePending: boolean;
  objectStoreNames: DOMStringList;
  close(): void;
}
export interface RawTransaction {
  db: RawConnection;
  mode: string;
  _state: string;
  _started: boolean;
  _requests: unknown[];
  _rollbackLog: (() => void)[];
  _scope: Set<string>;
  dispatchEvent(event: unknown): boolean;
  _abort(name: string): void;
  _start(): void;
}
export interface RawDatabase {
  name: string;
  version: number;
  transactions: RawTransaction[];
  rawObjectStores: Map<string, RawStore>;
  connections: RawConnection[];
  processTransactions(): void;
}
/** A field that the types do not declare. */
export const field = <T>(of: object, name: string): T => Reflect.get(of, name);
