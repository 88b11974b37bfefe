/** Signing in: password check, delay after failures, the device of this browser. */
import { createHash } from 'node:crypto';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { emit } from '../platform/events.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { checkPassword } from './passwords.ts';
import { openSession, type OpenSession, type Origin } from './sessions.ts';

/** This many failures in this many minutes cause no delay; each further one doubles the wait. */
const FREE_FAILURES = 10;
const WINDOW_MINUTES = 15;
const FIRST_DELAY_SECONDS = 15;

/**
 * Failures are counted by account, existing or not, under a hash, so that the table is not a list of addresses. A
 * device that has signed in before has a separate count, so that wrong tries of strangers do not lock out its member.
 */
const accountKey = (email: string, known: DeviceId | null): string =>
  createHash('sha256')
    .update(`sign-in:${email.toLowerCase()}${known === null ? '' : `:${known}`}`)
    .digest('base64url');

/** Seconds to wait after the n-th failure within the window, counted from that failure. */
const delayAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), WINDOW_MINUTES * 60);

/**
 * Counts a try as failed before it is checked, so that concurrent tries all count; a success uncounts it. Fails with
 * `account.rate_limited` while the account has to wait; that try is not counted.
 */
async function countTry(db: Database, account: string, address: string): Promise<Result<void, AccountError>> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [account]);
    const [row] = await tx.query<{ n: number; waited: number | string | null }>(
      `select count(*) as n, extract(epoch from now() - max(at)) as waited from sign_in_failure
        where account = $1 and at > now() - make_interval(mins => $2)`,
      [account, WINDOW_MINUTES],
    );
    const left = delayAfter(row?.n ?? 0) - Number(row?.waited ?? 0);
    if (left > 0) return fail('account.rate_limited', { seconds: Math.ceil(left) });
    await tx.query('insert into sign_in_failure (account, address) values ($1, $2)', [account, address]);
    return ok(undefined);
  });
}

export interface Credentials {
  email: string;
  password: string;
}
interface Found {
  id: MemberId;
  status: 'active' | 'banned';
  hash: string;
}

/** The source of a try: its address, and the device of the account that the browser has proven to be. */
export interface Trier {
  address: string;
  known: DeviceId | null;
}

/**
 * The member with this address and password. The failure and its duration are the same for an unknown account and a
 * wrong password. A banned member is told of the ban only with the right password.
 */
export async function checkCredentials(
  db: Database,
  given: Credentials,
  by: Trier,
): Promise<Result<MemberId, AccountError>> {
  const proved = await proveMember(db, given, by);
  if (!proved.ok) return proved;
  return proved.value.status === 'banned' ? fail('account.banned') : ok(proved.value.id);
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
    `select m.id, m.status, c.password_hash as hash from member m join credential c on c.member = m.id
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
