import type { KnownLink } from '../acts/chain-watch.ts';
import type { EgoejoDb } from './tables.ts';

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

const CLOCKS: readonly string[] = ['startedAt', 'endedAt', 'offset', 'toldAt', 'readOnlyUntil', 'listedAt'];
/** Whether a `Date` can hold it, also after another one was added: damaged storage may hold anything. */
const isTime = (v: unknown): boolean => typeof v === 'number' && Math.abs(v) < 4e15;

/** A time that is stored damaged counts as absent until the next start repairs it (sweep.ts). */
export async function readMeta<K extends keyof MetaValues>(db: EgoejoDb, k: K): Promise<MetaValues[K] | undefined> {
  const v = (await db.meta.get(k))?.v as MetaValues[K] | undefined;
  return CLOCKS.includes(k) && !isTime(v) ? undefined : v;
}
export async function writeMeta<K extends keyof MetaValues>(db: EgoejoDb, k: K, v: MetaValues[K]): Promise<void> {
  await db.meta.put({ k, v } as MetaRow);
}
