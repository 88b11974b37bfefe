/** Domain events: a transactional outbox in PostgreSQL. What happens to others because of an act happens by these (S12). */
import type { Queryable } from './database.ts';

/** Records an event in the caller's transaction; its listeners run after the commit, at least once each. */
export async function emit(tx: Queryable, name: string, subject: string | null, payload: Record<string, unknown>): Promise<void> {
  await tx.query('insert into domain_event (name, subject, payload) values ($1, $2, $3::jsonb)', [name, subject, JSON.stringify(payload)]);
}
