/** Signing in: password, delay after failures, the device of this browser. */
import { createHash } from 'node:crypto';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { emit } from '../platform/events.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { checkPassword } from './passwords.ts';
import { openSession, type OpenSession, type Origin } from './sessions.ts';

/** 7-quality: so many failures in so many minutes are free; then each doubles the wait. */
const FREE_FAILURES = 10;
const WINDOW_MINUTES = 15;
const FIRST_DELAY_SECONDS = 15;

/** Failures are kept by account, whether it exists or not, under a hash: the table is no list of addresses. */
const accountKey = (email: string): string => createHash('sha256').update(`sign-in:${email.toLowerCase()}`).digest('base64url');

/** Seconds to wait after the n-th failure within the window, counted from that failure. */
export const delayAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), WINDOW_MINUTES * 60);

/**
 * Counts a try as failed before it is judged, so that tries at the same instant count each; a success takes it back.
 * Fails with `account.rate_limited` while the account has to wait; that try does not count.
 */
async function countTry(db: Database, account: string, address: string): Promise<Result<void, AccountError>> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [account]);
    const [row] = await tx.query<{ n: number; waited: number | string | null }>(
      `select count(*) as n, extract(epoch from now() - max(at)) as waited from sign_in_failure where account = $1 and at > now() - make_interval(mins => $2)`,
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

/** The member of an address and password; the same failure, after as long, whether the account or the password is wrong. */
export async function checkCredentials(db: Database, { email, password }: Credentials, address: string): Promise<Result<MemberId, AccountError>> {
  const account = accountKey(email);
  const counted = await countTry(db, account, address);
  if (!counted.ok) return counted;
  const [found] = await db.query<Found>(
    `select m.id, m.status, c.password_hash as hash from member m join credential c on c.member = m.id where lower(m.email) = lower($1) and m.status <> 'closed'`,
    [email],
  );
  if (!(await checkPassword(found?.hash, password)) || !found) return fail('account.bad_credentials');
  await db.query('delete from sign_in_failure where account = $1', [account]);
  return found.status === 'banned' ? fail('account.banned') : ok(found.id);
}

/**
 * The device of this browser for this member: the one it says it is, when it is one of the member's; else a new one. A device id is
 * never taken over from the client: it is issued here (S10).
 */
export async function deviceOf(tx: Queryable, member: MemberId, claimed: DeviceId | null | undefined, agent: string): Promise<DeviceId> {
  if (claimed) {
    const [known] = await tx.query<{ id: DeviceId }>('select id from device where member = $1 and id = $2', [member, claimed]);
    if (known) return known.id;
  }
  const id = newId<DeviceId>();
  await tx.query('insert into device (member, id, agent) values ($1, $2, $3)', [member, id, agent.slice(0, 300)]);
  return id;
}

/** Opens a session for a member who proved who they are. */
export async function signIn(
  tx: Queryable, member: MemberId, claimed: DeviceId | null | undefined, days: number, from: Origin,
): Promise<OpenSession> {
  const device = await deviceOf(tx, member, claimed, from.agent);
  const session = await openSession(tx, member, device, days, from);
  await emit(tx, 'member.signed_in', member, { device });
  return session;
}
