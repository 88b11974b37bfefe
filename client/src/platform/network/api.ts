/**
 * Typed calls for what cannot work offline (accounts, first installation): tRPC in batches, with the CSRF header and
 * the access token. An expired token is renewed once from the refresh cookie, then the call is repeated.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { getAccessToken, setAccessToken, signedIn } from '../../sync/api/session/session.ts';
import { headers, withTimeout } from './http.ts';
import type * as Calls from './rpc.ts';

type Rpc = typeof Calls;
type Api = Calls.Api;
/** The client of the calls; null without a network when it was never loaded. */
const loadRpc = (): Promise<Rpc | null> => import('./rpc.ts').catch(() => null);

/**
 * Downloads a file from the server's plain routes, for the signed-in member or a visitor. Codes: the server's,
 * `network`.
 * @param patience how long it may take, ms
 */
export async function download(path: string, patience?: number): Promise<Result<Blob>> {
  try {
    const response = await withTimeout(path, { headers: headers() }, patience);
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
  const rpc = await loadRpc();
  if (!rpc) return fail(NETWORK);
  try {
    if (signedIn() !== null && getAccessToken() === null) await renew(rpc);
    const first = await sendOnce(path, init);
    if (first.ok || !EXPIRED.has(first.error.code) || signedIn() === null) return first;
    return (await renew(rpc)) ? await sendOnce(path, init) : first;
  } catch (error) {
    return failureOf(rpc, error);
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
function renew(rpc: Rpc): Promise<boolean> {
  renewing ??= newToken(rpc).finally(() => {
    renewing = null;
  });
  return renewing;
}
async function newToken({ api, answerOf }: Rpc): Promise<boolean> {
  try {
    const session = await api.accounts.refresh.mutate();
    // On a shared phone the cookie may belong to another member by now, whose token must not be used for this member's
    // calls.
    if (session.member !== signedIn()?.member) return false;
    setAccessToken(session.accessToken);
    return true;
  } catch (error) {
    if (ENDED.has(answerOf(error)?.code ?? '')) return false;
    throw error;
  }
}

/** The access token is no longer valid; the refresh cookie may be. */
const EXPIRED = new Set(['account.not_signed_in', 'sync.unauthenticated']);
/** The cookie of this device no longer belongs to a session. */
const ENDED = new Set([...EXPIRED, 'account.session_ended']);

/** No answer came at all; what the server did is unknown. */
export const NETWORK = 'network';

/**
 * Runs a call. A coded refusal or a missing network is returned as a value; a bug throws. An expired token is renewed
 * once.
 */
export async function call<T>(run: (api: Api) => Promise<T>): Promise<Result<T>> {
  const rpc = await loadRpc();
  if (!rpc) return fail(NETWORK);
  try {
    // A page just opened has no token yet, and a call without one would only be refused.
    if (signedIn() !== null && getAccessToken() === null) await renew(rpc);
    return ok(await run(rpc.api));
  } catch (first) {
    if (!EXPIRED.has(rpc.answerOf(first)?.code ?? '') || signedIn() === null) return failureOf(rpc, first);
    try {
      return (await renew(rpc)) ? ok(await run(rpc.api)) : failureOf(rpc, first);
    } catch (second) {
      return failureOf(rpc, second);
    }
  }
}

/** A coded refusal, or no network. @throws anything else, which is a bug. */
function failureOf(rpc: Rpc, error: unknown): Result<never> {
  const answer = rpc.answerOf(error);
  if (answer === undefined) throw error;
  return answer ? fail(answer.code, answer.params) : fail(NETWORK);
}
