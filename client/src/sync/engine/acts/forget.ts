/** Forgets arguments of settled acts that a device must not keep, such as ballots of secret polls that are over (P2). */
import type { Row } from '../protocol.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { SentRow } from '../store/outbox-row.ts';
import { forgettingNames, readable } from './definitions.ts';

/** What is left of the act's arguments; null: it keeps all of them for now. */
async function leftOf(db: EgoejoDb, act: SentRow): Promise<Record<string, unknown> | null> {
  const known = readable(act);
  const forget = known?.def.forget;
  if (!known || !forget) return null;
  const row = await db.table<Row, string>(forget.entity).get(forget.id(known.args));
  return row === undefined || forget.once(row as never) ? forget.left(known.args) : null;
}

/**
 * Removes these arguments from the settled acts whose row says so or is no longer here. Such an act is not offered
 * again after a restore. Only reads when there is nothing to forget.
 */
export async function forgetOver(db: EgoejoDb): Promise<void> {
  const acts = await db.sent
    .where('name')
    .anyOf(forgettingNames)
    .filter((act) => act.forgotten !== true)
    .toArray();
  for (const act of acts) {
    const args = await leftOf(db, act);
    if (args) await db.sent.update(act.key, { args, forgotten: true });
  }
}
