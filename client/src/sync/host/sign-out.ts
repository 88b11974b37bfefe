/**
 * Delivers sign-outs made without a network. The member is signed out on this device, but the session still lives on
 * the server and in a cookie that no script can read. The pending sign-out is stored in the device's own database,
 * which survives erasing the member's data, and is delivered before any other request: until then, no request from here
 * uses that cookie.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from '../engine/env.ts';
import { NO_ROOM, withReserve } from '../engine/store/quota.ts';
import { forgetSignOut, noteSignOut, pendingSignOuts } from '../engine/store/device.ts';

export const SIGN_OUT_PATH = '/trpc/accounts.signOut';
const TIMEOUT_MS = 30_000;
/** A thread that waits for another thread's delivery takes over after this time, ms: longer than any request lasts. */
const PATIENCE_MS = 40_000;

/**
 * Tells the server about one sign-out. Returns false when it refused.
 * @throws a TypeError when no answer of our server came.
 */
async function tell(env: Env, member: MemberId): Promise<boolean> {
  const answer = await env.fetch(SIGN_OUT_PATH, {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', [CSRF_HEADER]: '1' },
    body: JSON.stringify({ everywhere: false, member }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) return false;
  // The login page of a public Wi-Fi answers every request with 200.
  const body: { result?: { data?: { signedOut?: unknown } } } = await answer.json().catch(() => ({}));
  if (typeof body.result?.data?.signedOut !== 'boolean') throw new TypeError('no answer of this server');
  return true;
}

/**
 * Stores a sign-out for the next connection; it may use the storage reserve. Returns false when there was not even room
 * for that.
 */
export async function storeSignOut(env: Env, member: MemberId): Promise<boolean> {
  if ((await withReserve(env, null, () => noteSignOut(env, member))) === NO_ROOM) return false;
  env.askBackgroundSync();
  return true;
}

/**
 * Delivers the pending sign-outs. Returns true when none is pending any more, false when the server refused one.
 * @throws a TypeError without a network.
 */
export async function deliverSignOut(env: Env): Promise<boolean> {
  if ((await pendingSignOuts(env)).length === 0) return true;
  // Only one thread delivers at a time: an answer that comes late deletes the cookie, which by then may belong to a new
  // session.
  return env.locks.hold('egoejo-sign-out', PATIENCE_MS, async () => {
    for (const member of await pendingSignOuts(env)) {
      if (!(await tell(env, member))) return false;
      await forgetSignOut(env, member);
    }
    return true;
  });
}

/**
 * The same environment, except that each request first delivers a pending sign-out, and goes without the cookie where
 * the server refused it.
 */
export function afterSignOut(env: Env): Env {
  return {
    ...env,
    async fetch(path, init) {
      // The sign-out request itself must not wait for a sign-out.
      const settled = path === SIGN_OUT_PATH || (await deliverSignOut(env));
      return env.fetch(path, settled ? init : { ...init, credentials: 'omit' });
    },
  };
}
