import type { Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** Detaches a project that was withdrawn from all concepts. */
async function detach(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ scope: string }>(
    `select distinct scope from concept_link where kind = 'project' and target = $1::uuid order by scope`,
    [subject],
  );
  if (rows.length === 0) return;
  const scopes = rows.map((r) => r.scope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(`delete from concept_link where kind = 'project' and target = $1::uuid`, [subject]);
  await notifyMoved(tx, scopes);
}

export const listeners: readonly Listener[] = [
  { name: 'constellation.detach', on: ['project.withdrawn'], handle: detach },
];
