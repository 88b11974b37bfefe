/** Applies an animator's decision to another member's membership, in a transaction of its own (S12). */
import { givenRole } from '@egoejo/shared/communities/model.ts';
import { isId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { renewKey } from './keys.ts';
import { endMembership, leavingOf } from './membership.ts';

/** Whether the membership that a member has is the one that began then. */
const began = async (tx: Queryable, member: string, community: string, since: string): Promise<boolean> =>
  (
    await tx.query('select from membership where member = $1 and community = $2 and joined_at = $3::timestamptz', [
      member,
      community,
      since,
    ])
  ).length > 0;

async function handle(tx: Queryable, { name, subject, payload }: DomainEvent): Promise<void> {
  const { member } = payload;
  if (!isId(subject) || !isId(member)) throw new Error(`event ${name} without a community or member`);
  if (name === 'community.unbarred') {
    await tx.query('delete from community_ban where community = $1 and member = $2', [subject, member]);
    return;
  }
  const role = name === 'community.appointed' ? givenRole.parse(payload['role']) : null;
  const scope = memberScope(member as MemberId);
  await tx.query('select bump_scopes($1::text[])', [[scope]]);
  if (name === 'community.barred')
    await tx.query('insert into community_ban (community, member) values ($1, $2) on conflict do nothing', [
      subject,
      member,
    ]);
  // The other animators may have left since the decision.
  const standing = await leavingOf(tx, member as MemberId, subject as CommunityId);
  if (standing.role === null) return;
  const since = payload['since'];
  if (typeof since === 'string' && !(await began(tx, member, subject, since))) return;
  if (standing.role === 'animator' && role !== 'animator' && standing.otherAnimators === 0) return;
  if (role === null) {
    await endMembership(tx, member as MemberId, subject as CommunityId, true);
    await renewKey(tx, subject as CommunityId);
  } else
    await tx.query('update membership set role = $3 where member = $1 and community = $2', [member, subject, role]);
  await notifyMoved(tx, [scope]);
}

export const listeners: readonly Listener[] = [
  {
    name: 'communities.tended',
    on: ['community.appointed', 'community.removed', 'community.barred', 'community.unbarred'],
    handle,
  },
];
