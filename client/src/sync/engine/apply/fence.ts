/** Whether an answer may still be written: a later exchange, or a new epoch, makes it void (S18). */
import { readMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';

/** The conditions that the database must still meet for an answer to be applied. */
export interface Fence {
  number: number;
  epoch: string | null;
  /**
   * The server's clock in the head of the answer, ms. It dates the kept rows, so that a device clock that jumps by a
   * year does not age them.
   */
  serverNow: number;
}
/** Whether they are met. */
export const holds = async (db: EgoejoDb, fence: Fence): Promise<boolean> =>
  (await readMeta(db, 'fence')) === fence.number && ((await readMeta(db, 'epoch')) ?? null) === fence.epoch;
