/**
 * Carries `sync.exchange` over the network: one `POST /sync/exchange`, typed by the server's tRPC router, whose answer
 * is read line by line as it arrives. docs/decisions/71 says why not tRPC's own stream.
 */
import { CSRF_HEADER, type ErrorBody } from '@egoejo/shared/sync/protocol.ts';
import { CLIENT_HEADER, NOTED_HEADER, QUARANTINED_HEADER } from '@egoejo/shared/sync/client-headers.ts';
import type { Env } from '../env.ts';
import type { ExchangeLine, ExchangeRequest } from '../protocol.ts';
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

/**
 * Sends the exchange. A line is yielded only once it is complete; the lines throw like `fetch` when the answer breaks
 * off.
 * @param aside the report of quarantined acts; empty: none
 * @throws what `fetch` throws when no answer came (no network, aborted, timed out)
 */
export async function send(
  env: Env,
  request: ExchangeRequest,
  token: string | null,
  signal: AbortSignal,
  aside = '',
): Promise<Reply> {
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
      body: JSON.stringify(request),
      signal: dog.signal,
    });
    if (response.ok && response.body) {
      return { ok: true, noted: response.headers.has(NOTED_HEADER), lines: linesOf(response.body, dog) };
    }
    const body: Partial<ErrorBody> = await response.json().catch(() => ({}));
    const { code = '', params } = body.error ?? {};
    dog.end();
    return {
      ok: false,
      status: response.status,
      code,
      at: String(params?.['at'] ?? ''),
      retryAfterMs: retryAfter(response.headers.get('retry-after'), env.now()),
    };
  } catch (cause) {
    dog.end();
    throw cause;
  }
}
