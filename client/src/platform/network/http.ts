/** Requests to the server with the member's token, the CSRF header and a time limit. */
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { getAccessToken, theEnv } from '../../sync/api/session/session.ts';
import { deliverSignOut } from '../../sync/api/session/sign-out.ts';

const TIMEOUT_MS = 30_000;
/** What every request to the server carries: the CSRF header, and the token of the member who is signed in. */
export const headers = (): Record<string, string> => {
  const token = getAccessToken();
  return { [CSRF_HEADER]: '1', ...(token ? { authorization: `Bearer ${token}` } : {}) };
};
/**
 * `fetch` within 30 seconds. A pending sign-out is delivered first, and no request is made without it: a sign-in must
 * not meet the session that the sign-out ends.
 * @param patience how long it may take instead, ms
 */
export const withTimeout = async (url: RequestInfo | URL, init?: RequestInit, patience = TIMEOUT_MS) => {
  if (!(await deliverSignOut(theEnv()))) throw new TypeError('the pending sign-out was refused');
  const limit = AbortSignal.timeout(patience);
  return fetch(url, {
    ...init,
    credentials: 'same-origin',
    signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit,
  });
};
