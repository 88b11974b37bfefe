/**
 * S29: the server lost its memory of a while (a new epoch), or stands behind what this device saw. What it had said was applied, and
 * what the member took back, goes into the queue again in its first order; what was refused stays refused.
 */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { FRESH } from './outbox.ts';
import { isUnseen } from './rebase.ts';
import type { EgoejoDb, NewOutboxRow, OutboxRow, SentRow } from './store.ts';

/** Days the acts with a verdict are kept on the device: as long as backups reach (S29). */
export const KEPT_MS = 35 * 86_400_000;

type Verdicted = Pick<OutboxRow, 'cancelKey' | 'mac'> & { verdict: NonNullable<OutboxRow['verdict']>; at: string };
const wasTakenBack = ({ verdict }: Pick<Verdicted, 'verdict'>): boolean => verdict.status === 'rejected' && verdict.code === 'sync.cancelled';
/** Refused acts are never offered again. */
const goesAgain = (row: Pick<Verdicted, 'verdict'>): boolean => row.verdict.status === 'applied' || wasTakenBack(row);

/** An act's life from here on. It has been on a server, so only `cancel` could take it back, and of one taken back the cancel goes (S26). */
const reborn = (row: Verdicted) => ({
  ...FRESH, sent: true, cancelKey: wasTakenBack(row) ? (row.cancelKey ?? newId<OutboxRow['key']>()) : null,
  again: { at: row.at, mac: row.mac ?? null, shown: false, waits: false },
});

function asSent(row: OutboxRow & Verdicted, told: number): SentRow {
  const { seq, key, name, version, args, madeAt, hash, subject, tries, verdict, at } = row;
  return { seq, key, name, version, args, madeAt, hash, subject, tries, verdict, at, keptAt: told };
}

/** Inside the transaction that accepts the head, over outbox and sent. `told`: the server's clock, ms. */
export async function offerAgain(db: EgoejoDb, told: number): Promise<void> {
  for (const row of await db.outbox.toArray()) {
    const { verdict, at } = row;
    if (verdict === null || at === null) continue;
    const known = { ...row, verdict, at };
    if (goesAgain(known)) await db.outbox.put({ ...row, ...reborn(known) });
    else {
      await db.sent.put(asSent(known, told));
      await db.outbox.delete(row.seq);
    }
  }
  for (const row of await db.sent.filter((s) => goesAgain(s) && Date.parse(s.at) >= told - KEPT_MS).toArray()) {
    const { key, seq, name, version, args, madeAt, hash, subject } = row;
    const act: NewOutboxRow = { key, name, version, args, madeAt, hash, subject, ...reborn({ ...row, cancelKey: row.cancelKey ?? null }) };
    // Its own place in the order, unless a storage that was put back from an old copy gave that number out twice.
    const taken = (await db.outbox.get(seq)) !== undefined;
    if ((await db.outbox.where('key').equals(key).count()) === 0) await db.outbox.add(taken ? act : { ...act, seq });
    await db.sent.delete(key);
  }
}

/** Once the own scope is what the server says, what it does not know stands over it again, and goes: none is shown twice before, none sent that it knows. */
export const showAgain = (db: EgoejoDb): Promise<number> =>
  db.outbox.filter(isUnseen).modify((row) => {
    if (row.again) row.again.shown = true;
  });
