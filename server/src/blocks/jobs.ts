/** Nobody blocks an account that is closed: its name leaves the lists of those who did. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** How many of those who blocked one transaction goes through. */
const CHUNK = 500;
const MORE = 'block.forget';

async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ member: MemberId }>(
    `select member from blocked_member where id = $1 order by member limit ${CHUNK}`,
    [subject],
  );
  if (rows.length === 0) return;
  const members = rows.map((r) => r.member);
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('delete from blocked_member where id = $1 and member = any($2::uuid[])', [subject, members]);
  await notifyMoved(tx, scopes);
  if (rows.length === CHUNK) await emit(tx, MORE, subject, {});
}

export const listeners: readonly Listener[] = [{ name: 'blocks.forget', on: ['member.closed', MORE], handle: forget }];
