/** Opens a session for a caller who has proven who they are. */
import { limitFailures } from '../../platform/limits/limits.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Context } from '../../platform/http/trpc.ts';
import { COOKIE, handOver, type Session } from '../sessions/authenticate.ts';
import { rememberDevice } from '../sessions/browsers.ts';
import { endReplaced, type OpenSession, type Origin } from '../sessions/sessions.ts';

/** Where a request comes from. */
export const fromOf = ({ request }: Context): Origin => ({
  agent: request.headers['user-agent'] ?? '',
  address: request.ip,
});

/**
 * Runs guessable work: only failures count against the caller's address, and each try is counted before it is checked.
 */
export const limited = <T>({ deps, request }: Context, work: () => Promise<T>): Promise<T> =>
  limitFailures(deps.limits.signIn, request.ip, work);

/**
 * Opens a session in the same transaction as `work`, ends the session whose cookie it replaces, then sets the cookies.
 */
export async function enter(ctx: Context, work: (tx: Queryable) => Promise<OpenSession>): Promise<Session> {
  const { deps, request, reply } = ctx;
  const session = await deps.db.transaction(async (tx) => {
    const opened = await work(tx);
    await endReplaced(tx, request.cookies[COOKIE], opened);
    return opened;
  });
  const entered = await handOver(deps, reply, session);
  await rememberDevice(deps, request, reply, session, true);
  return entered;
}
