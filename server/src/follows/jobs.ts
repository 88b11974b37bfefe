/** Nobody follows an account that is closed: its name leaves the lists of those who did. */
import { followId } from '@egoejo/shared/follows/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** How many followers one transaction goes through. */
const CHUNK = 500;
const MORE = 'follow.forget';

async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const id = followId({ kind: 'member', key: String(subject) });
  const followers = await tx.query<{ member: MemberId }>(
    `select member from follow where id = $1 order by member limit ${CHUNK}`,
    [id],
  );
  if (followers.length === 0) return;
  const members = followers.map((f) => f.member);
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('delete from follow where id = $1 and member = any($2::uuid[])', [id, members]);
  await notifyMoved(tx, scopes);
  if (followers.length === CHUNK) await emit(tx, MORE, subject, {});
}

export const listeners: readonly Listener[] = [{ name: 'follows.forget', on: ['member.closed', MORE], handle: forget }];
