import type { Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** Takes away the words and the name of a person who closed their account; answers of others stay. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ scope: string }>(
    'select distinct scope from comment where author = $1 order by scope',
    [subject],
  );
  if (rows.length === 0) return;
  const scopes = rows.map((r) => r.scope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(`update comment set state = 'deleted', author = null, name = null, text = '' where author = $1`, [
    subject,
  ]);
  await notifyMoved(tx, scopes);
}

export const listeners: readonly Listener[] = [{ name: 'comments.forget', on: ['member.closed'], handle: forget }];
