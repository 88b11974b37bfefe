/**
 * Carries `sync.exchange` over the network: a tRPC link that sends one `POST /sync/exchange` and hands on the lines of
 * the answer as they arrive. docs/decisions/71 says why not tRPC's own stream.
 */
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '@egoejo/server/router.ts';
import { CSRF_HEADER, type ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { CLIENT_HEADER, NOTED_HEADER, QUARANTINED_HEADER } from '@egoejo/shared/sync/client-headers.ts';
import type { Env } from '../env.ts';
import type { ExchangeLine, ExchangeRequest } from './protocol.ts';
import { linesOf, SILENCE, watchdog } from './answer-lines.ts';
import { retryAfter } from './retry-after.ts';

const EXCHANGE_PATH = '/sync/exchange';

/** `at`: which part of the request an error names. */
interface Refusal {
  ok: false;
  status: number;
  code: string;
  at: string;
  retryAfterMs: number | null;
}
/** `noted`: the report of quarantined acts need not be sent again. */
type Reply = { ok: true; noted: boolean; lines: AsyncIterable<ExchangeLine> } | Refusal;

/** What the link needs beside the request, and what it learns beside the lines. */
interface CallContext {
  token: string | null;
  /** The report of quarantined acts; empty: none. */
  aside: string;
  onNoted(): void;
}

/**
 * Sends the exchange. A line is yielded only once it is complete; the lines throw like `fetch` when the answer breaks
 * off.
 * @param aside the report of quarantined acts; empty: none
 * @throws a TRPCClientError when no answer came (no network, aborted, timed out)
 */
export async function send(
  env: Env,
  request: ExchangeRequest,
  token: string | null,
  signal: AbortSignal,
  aside = '',
): Promise<Reply> {
  const api = createTRPCClient<AppRouter>({ links: [exchangeLink(env)] });
  let noted = false;
  const context: CallContext = { token, aside, onNoted: () => (noted = true) };
  try {
    const lines = await api.sync.exchange.mutate(request, { signal, context: { ...context } });
    return { ok: true, noted, lines };
  } catch (error) {
    if (error instanceof TRPCClientError && error.cause instanceof Refused) return error.cause.refusal;
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const exchangeLink =
  (env: Env): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      post(env, op.input, op.context as Partial<CallContext>, op.signal ?? new AbortController().signal).then(
        (data) => {
          observer.next({ result: { type: 'data', data } });
          observer.complete();
        },
        (cause: Error) => observer.error(TRPCClientError.from(cause)),
      );
    });

/** @throws Refused, or what `fetch` throws */
async function post(
  env: Env,
  input: unknown,
  { token, aside, onNoted }: Partial<CallContext>,
  signal: AbortSignal,
): Promise<AsyncIterable<ExchangeLine>> {
  const dog = watchdog(env, signal);
  dog.expect(SILENCE.first);
  try {
    const response = await env.fetch(EXCHANGE_PATH, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        'content-type': 'application/json',
        [CSRF_HEADER]: '1',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(env.build && { [CLIENT_HEADER]: env.build }),
        ...(aside && { [QUARANTINED_HEADER]: aside }),
      },
      body: JSON.stringify(input),
      signal: dog.signal,
    });
    if (response.ok && response.body) {
      if (response.headers.has(NOTED_HEADER)) onNoted?.();
      return linesOf(response.body, dog);
    }
    const body: Partial<ErrorBody> = await response.json().catch(() => ({}));
    const { code = '', params } = body.error ?? {};
    throw new Refused({
      ok: false,
      status: response.status,
      code,
      at: String(params?.['at'] ?? ''),
      retryAfterMs: retryAfter(response.headers.get('retry-after'), env.now()),
    });
  } catch (cause) {
    dog.end();
    throw cause;
  }
}
