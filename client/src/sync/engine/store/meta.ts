/** Reads and writes the single values of a member's database. */
import type { MetaRow, MetaValues } from './meta-row.ts';
import type { EgoejoDb } from './tables.ts';

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
