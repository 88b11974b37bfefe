/** Creates an account: for its owner after a mailed code, or for an operator. */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { emit } from '../../platform/database/events.ts';

interface NewMember {
  email: string;
  name: string;
  roles?: readonly string[];
}

/**
 * Creates a member with a confirmed address and a password. Null when the address already has an account. Triggers
 * create the counter, the wallet and so on. Hash the password before opening `tx`, so that the transaction does not
 * wait for it.
 */
export async function createMember(
  tx: Queryable,
  { email, name, roles = [] }: NewMember,
  passwordHash: string,
): Promise<MemberId | null> {
  const id = newId<MemberId>();
  const [made] = await tx.query<{ id: MemberId }>(
    `insert into member (id, name, email, email_confirmed_at, roles) select $1, $2, $3, now(), $4::text[]
     where not exists (select from member where lower(email) = lower($3) and status <> 'closed')
     on conflict do nothing returning id`,
    [id, name, email, [...roles]],
  );
  if (!made) return null;
  await tx.query('insert into credential (member, password_hash) values ($1, $2)', [id, passwordHash]);
  await emit(tx, 'member.registered', id, {});
  return id;
}
