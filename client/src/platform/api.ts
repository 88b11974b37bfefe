/**
 * Typed calls for what cannot work offline (accounts, first installation): tRPC in batches, with the CSRF header and
 * the access token. An expired token is renewed once from the refresh cookie, then the call is repeated.
 */
import { TRPCClientError, createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '@egoejo/server/router.ts';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import { fail, ok, type Failure, type Result } from '@egoejo/shared/platform/result.ts';
import { CSRF_HEADER, type ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { getAccessToken, setAccessToken, signedIn, theEnv } from '../sync/api/session.ts';
import { deliverSignOut } from '../sync/api/sign-out.ts';

const TIMEOUT_MS = 30_000;
const headers = (): Record<string, string> => {
  const token = getAccessToken();
  return { [CSRF_HEADER]: '1', ...(token ? { authorization: `Bearer ${token}` } : {}) };
};
/**
 * A pending sign-out is delivered first, and no call is made without it: a sign-in must not meet the session that the
 * sign-out ends.
 */
const withTimeout = async (url: RequestInfo | URL, init?: RequestInit) => {
  if (!(await deliverSignOut(theEnv()))) throw new TypeError('the pending sign-out was refused');
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, {
    ...init,
    credentials: 'same-origin',
    signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit,
  });
};

/** Makes the calls; wrap each in `call`, which turns its errors into values. */
export const api = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: '/trpc',
      maxItems: MOST_CALLS,
      headers,
      fetch: (url, init) => withTimeout(url as string, init as RequestInit),
    }),
  ],
});

/**
 * Downloads a file from the server's plain routes, for the signed-in member or a visitor. Codes: the server's,
 * `network`.
 */
export async function download(path: string): Promise<Result<Blob>> {
  try {
    const response = await withTimeout(path, { headers: headers() });
    if (response.ok) return ok(await response.blob());
    const body = (await response.json()) as ErrorBody;
    return fail(body.error.code, body.error.params);
  } catch (error) {
    if (isNetwork(error)) return fail(NETWORK);
    throw error;
  }
}

export type PlainInit = Omit<RequestInit, 'headers'> & { headers: Record<string, string> };

/**
 * Calls one of the server's plain routes as the signed-in member; an expired token is renewed once. Codes: the
 * server's, `network`.
 */
export async function send(path: string, init: PlainInit): Promise<Result<unknown>> {
  try {
    if (signedIn() !== null && getAccessToken() === null) await renew();
    const first = await sendOnce(path, init);
    if (first.ok || !EXPIRED.has(first.error.code) || signedIn() === null) return first;
    return (await renew()) ? await sendOnce(path, init) : first;
  } catch (error) {
    return failureOf(error);
  }
}

async function sendOnce(path: string, init: PlainInit): Promise<Result<unknown>> {
  try {
    const response = await withTimeout(path, { ...init, headers: { ...headers(), ...init.headers } });
    const body: unknown = await response.json();
    if (response.ok) return ok(body);
    const { error } = body as ErrorBody;
    return fail(error.code, error.params);
  } catch (error) {
    if (isNetwork(error)) return fail(NETWORK);
    throw error;
  }
}

/** No network, a broken stream and a proxy's page all count as `network`: nothing here can tell them apart. */
const isNetwork = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError;

let renewing: Promise<boolean> | null = null;
/**
 * Exchanges the refresh cookie for a new access token; concurrent callers share one request. Returns false when signed
 * out.
 * @throws without a network.
 */
function renew(): Promise<boolean> {
  renewing ??= api.accounts.refresh
    .mutate()
    .then(
      (session) => {
        // On a shared phone the cookie may belong to another member by now, whose token must not be used for this
        // member's calls.
        if (session.member !== signedIn()?.member) return false;
        setAccessToken(session.accessToken);
        return true;
      },
      (error: unknown) => {
        if (ended(error)) return false;
        throw error;
      },
    )
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

interface ErrorShape {
  data?: { app?: Failure } | null;
}
/** The server's coded answer; undefined when there was none: a lost connection, a proxy's page, a timeout. */
function codeOf(error: unknown): Failure | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  return (error.shape as ErrorShape | null | undefined)?.data?.app;
}
/** The access token is no longer valid; the refresh cookie may be. */
const expired = (error: unknown): boolean => EXPIRED.has(codeOf(error)?.code ?? '');
const EXPIRED = new Set(['account.not_signed_in', 'sync.unauthenticated']);
/** The cookie of this device no longer belongs to a session. */
const ended = (error: unknown): boolean => expired(error) || codeOf(error)?.code === 'account.session_ended';

/** No answer came at all; what the server did is unknown. */
export const NETWORK = 'network';

/**
 * Runs a call. A coded refusal or a missing network is returned as a value; a bug throws. An expired token is renewed
 * once.
 */
export async function call<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    // A page just opened has no token yet, and a call without one would only be refused.
    if (signedIn() !== null && getAccessToken() === null) await renew();
    return ok(await run());
  } catch (first) {
    if (!expired(first) || signedIn() === null) return failureOf(first);
    try {
      return (await renew()) ? ok(await run()) : failureOf(first);
    } catch (second) {
      return failureOf(second);
    }
  }
}

function failureOf(error: unknown): Result<never> {
  if (!(error instanceof TRPCClientError)) throw error;
  const failure = codeOf(error);
  return failure ? fail(failure.code, failure.params) : fail(NETWORK);
}
