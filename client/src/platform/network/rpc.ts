/**
 * The tRPC client, for calls that need the network. `api.ts` loads this file when the first call is made, so that it is
 * not in the shell that every device keeps.
 */
import { TRPCClientError, createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '@egoejo/server/router.ts';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { headers, withTimeout } from './http.ts';

/** Makes the calls; use it through `call` of `api.ts`, which turns its errors into values. */
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
export type Api = typeof api;

interface ErrorShape {
  data?: { app?: Failure } | null;
}
/**
 * What a failed call says: the server's coded answer, or null when there was none (a lost connection, a proxy's page,
 * a timeout). Undefined: the error is not one of a call.
 */
export function answerOf(error: unknown): Failure | null | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  return (error.shape as ErrorShape | null | undefined)?.data?.app ?? null;
}
