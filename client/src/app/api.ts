/**
 * The typed calls of what cannot be offline (accounts, first installation): tRPC in batches, with our CSRF header and
 * the access token; an expired token is renewed once from the refresh cookie, then the call is made again.
 */
import { TRPCClientError, createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '@egoejo/server/router.ts';
import { fail, ok, type Failure, type Result } from '@egoejo/shared/platform/result.ts';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { getAccessToken, setAccessToken, signedIn } from '../sync/session.ts';

const TIMEOUT_MS = 30_000;
const headers = (): Record<string, string> => {
  const token = getAccessToken();
  return { [CSRF_HEADER]: '1', ...(token ? { authorization: `Bearer ${token}` } : {}) };
};
const withTimeout = (url: RequestInfo | URL, init?: RequestInit) => {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { ...init, credentials: 'same-origin', signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
};

/** Makes the calls; use `call` around one, which turns its errors into values. */
export const api = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/trpc', headers, fetch: (url, init) => withTimeout(url as string, init as RequestInit) })],
});

let renewing: Promise<boolean> | null = null;
/** Trades the refresh cookie for a new access token; several callers share one try. False: signed out. Throws without a link. */
export function renew(): Promise<boolean> {
  renewing ??= api.accounts.refresh
    .mutate()
    .then(
      (session) => {
        // On a shared phone the cookie may be another member's by now: their token is not for this one's calls.
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
/** The server's coded answer; undefined when there was none: a lost link, a proxy's page, a timeout. */
function codeOf(error: unknown): Failure | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  return (error.shape as ErrorShape | null | undefined)?.data?.app;
}
/** The access token is no longer good; the refresh cookie may be. */
const expired = (error: unknown): boolean => EXPIRED.has(codeOf(error)?.code ?? '');
const EXPIRED = new Set(['account.not_signed_in', 'sync.unauthenticated']);
/** Nobody is signed in any more on this device's cookie. */
const ended = (error: unknown): boolean => expired(error) || codeOf(error)?.code === 'account.session_ended';

/** `network`: no answer at all; nothing is known of what the server did. */
export const NETWORK = 'network';

/**
 * Runs a call; its coded refusal or the lack of a link comes back as a value, a bug throws. Renews an old token once.
 */
export async function call<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    // A page just opened has no token yet: asking without one would only be refused.
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
