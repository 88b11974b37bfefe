/** Acts of the spare store enter the queue, by key, each once (S18). */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Env } from '../env.ts';
import type { NewOutboxRow } from '../store/outbox-row.ts';
import { NO_ROOM, withReserve } from '../store/quota.ts';
import { deleteSpare, LATE, readSpare, spareNames, within, LONGEST_WRITE_MS } from '../store/spare.ts';
import type { Store } from '../store/store.ts';
import { mended, needsMending } from './sweep-acts.ts';
import type { EgoejoDb } from '../store/tables.ts';
import { freezeSubject } from '../acts/outbox.ts';

/** Whether this device has an act, queued or settled. */
export const knownHere = async (db: EgoejoDb, key: MutationKey): Promise<boolean> =>
  (await db.outbox.where('key').equals(key).count()) > 0 ||
  Boolean((await db.sent.get(key)) || (await db.receipt.get(key)));

/** The act as the queue may hold it: repaired, if its storage was damaged (sweep-acts.ts). */
function sound(env: Env, row: NewOutboxRow): NewOutboxRow {
  const act = { ...row, seq: 0 };
  if (!needsMending(act)) return row;
  const { seq: _, ...repaired } = mended(act, env);
  return repaired;
}

/** @returns false when it is left for another time */
async function takeInOne(env: Env, { strict, db }: Store, name: string): Promise<boolean> {
  const rows = await within(env, LONGEST_WRITE_MS, readSpare(env, name));
  // Its tab is frozen inside it: the act is taken in once the tab thaws or ends.
  if (rows === LATE) return false;
  for (const row of rows) {
    const added = await withReserve(env, db, () =>
      strict.transaction('rw', strict.outbox, strict.sent, strict.receipt, async () => {
        // The late write of its own tab came before this transaction; it has the act unless that tab is gone.
        if (!(await knownHere(strict, row.key))) await strict.outbox.add(sound(env, row));
      }),
    );
    if (added === NO_ROOM) return false;
    await freezeSubject(env, { db }, row.key);
  }
  await within(env, LONGEST_WRITE_MS, deleteSpare(env, name));
  return true;
}

/**
 * Moves the acts of the spare store into the queue. Any tab may do so at any time: an act that is known here already is
 * not added again. An act that cannot be moved now stays where it is, and stops nothing else (S30).
 * @returns whether none was left
 */
export async function takeIn(env: Env, store: Store, member: string | null): Promise<boolean> {
  if (member === null) return true;
  let all = true;
  for (const name of await spareNames(env, member)) {
    try {
      if (!(await takeInOne(env, store, name))) all = false;
    } catch (cause) {
      // The queue itself was closed under this work; a spare database that cannot be read is left for another time.
      if (!store.db.isOpen()) throw cause;
      all = false;
    }
  }
  return all;
}
