/** Counts tries to sign in, and lets an account wait after many failures. */
import { createHash } from 'node:crypto';
import type { DeviceId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import type { Database } from '../../platform/database/database.ts';

/** This many failures in this many minutes cause no delay; each further one doubles the wait. */
const FREE_FAILURES = 10;
const WINDOW_MINUTES = 15;
const FIRST_DELAY_SECONDS = 15;

/**
 * Failures are counted by account, existing or not, under a hash, so that the table is not a list of addresses. A
 * device that has signed in before has a separate count, so that wrong tries of strangers do not lock out its member.
 */
export const accountKey = (email: string, known: DeviceId | null): string =>
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
export async function countTry(db: Database, account: string, address: string): Promise<Result<void, AccountError>> {
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
