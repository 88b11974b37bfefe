/** Signing in: password check, delay after failures, the device of this browser. */
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { emit } from '../../platform/database/events.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { checkPassword } from './passwords.ts';
import { openSession, type OpenSession, type Origin } from '../sessions/sessions.ts';
import { accountKey, countTry } from './sign-in-tries.ts';

export interface Credentials {
  email: string;
  password: string;
}
interface Found {
  id: MemberId;
  status: 'active' | 'banned';
  /** Of the ban. */
  reason: string | null;
  hash: string;
}

/** The source of a try: its address, and the device of the account that the browser has proven to be. */
export interface Trier {
  address: string;
  known: DeviceId | null;
}

/**
 * The member with this address and password. The failure and its duration are the same for an unknown account and a
 * wrong password. A banned member is told of the ban, and why, only with the right password.
 */
export async function checkCredentials(
  db: Database,
  given: Credentials,
  by: Trier,
): Promise<Result<MemberId, AccountError>> {
  const proved = await proveMember(db, given, by);
  if (!proved.ok) return proved;
  const { id, status, reason } = proved.value;
  return status === 'banned' ? fail('account.banned', { reason }) : ok(id);
}

/** Like `checkCredentials`, for procedures that banned members may use too. */
export async function proveMember(
  db: Database,
  { email, password }: Credentials,
  { address, known }: Trier,
): Promise<Result<Found, AccountError>> {
  const account = accountKey(email, known);
  const counted = await countTry(db, account, address);
  if (!counted.ok) return counted;
  const [found] = await db.query<Found>(
    `select m.id, m.status, m.status_reason as reason, c.password_hash as hash
      from member m join credential c on c.member = m.id
      where lower(m.email) = lower($1) and m.status <> 'closed'`,
    [email],
  );
  const right = await checkPassword(found?.hash, password).catch(async (error: unknown) => {
    // The password was not checked, so the try does not count. The rows are identical, so any one of them can be
    // deleted.
    await db.query(
      `delete from sign_in_failure where ctid = (select ctid from sign_in_failure where account = $1 order by at desc
        limit 1)`,
      [account],
    );
    throw error;
  });
  if (!right || !found) return fail('account.bad_credentials');
  await db.query('delete from sign_in_failure where account = $1', [account]);
  return ok(found);
}

/**
 * The device of this browser for this member: the claimed one if it is the member's, else a new one. Device ids are
 * issued here and never taken from the client (S10).
 */
export async function deviceOf(
  tx: Queryable,
  member: MemberId,
  claimed: DeviceId | null | undefined,
  agent: string,
): Promise<DeviceId> {
  if (claimed) {
    const [known] = await tx.query<{ id: DeviceId }>('select id from device where member = $1 and id = $2', [
      member,
      claimed,
    ]);
    if (known) return known.id;
  }
  const id = newId<DeviceId>();
  await tx.query('insert into device (member, id, agent) values ($1, $2, $3)', [member, id, agent.slice(0, 300)]);
  return id;
}

/** Opens a session for a member who has proven their identity. */
export async function signIn(
  tx: Queryable,
  member: MemberId,
  claimed: DeviceId | null | undefined,
  days: number,
  from: Origin,
): Promise<OpenSession> {
  const device = await deviceOf(tx, member, claimed, from.agent);
  const session = await openSession(tx, member, device, days, from);
  await emit(tx, 'member.signed_in', member, { device });
  return session;
}
