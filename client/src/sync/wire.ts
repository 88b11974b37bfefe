/** One HTTP call of the exchange: the request's guard of time, and the answer's lines as they arrive. */
import { CSRF_HEADER, type ErrorBody, type ExchangeLine, type ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { CLIENT_HEADER, NOTED_HEADER, QUARANTINED_HEADER } from '@egoejo/shared/sync/told.ts';
import type { Env } from './env.ts';

export const EXCHANGE_PATH = '/sync/exchange';
/** Longest silence of a server before its first byte, and between two bytes, ms (S18: every request has a timeout). */
export const SILENCE = { first: 30_000, between: 20_000 } as const;

export type Reply =
  /** `noted`: what was told of quarantined acts need not be told again. */
  | { ok: true; noted: boolean; lines: AsyncGenerator<ExchangeLine, void> }
  | { ok: false; status: number; code: string; retryAfterMs: number | null };

/** `Retry-After` in ms: seconds or a date; null when absent or unreadable. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Aborts when nothing was heard for the time given last. */
function watchdog(env: Env, outer: AbortSignal): { signal: AbortSignal; expect(ms: number): void; end(): void } {
  const inner = new AbortController();
  const stop = (): void => inner.abort();
  outer.addEventListener('abort', stop);
  if (outer.aborted) stop();
  let cancel = (): void => undefined;
  return {
    signal: inner.signal,
    expect(ms) {
      cancel();
      cancel = env.setTimer(stop, ms);
    },
    end() {
      cancel();
      outer.removeEventListener('abort', stop);
    },
  };
}

/**
 * Sends the exchange. Throws what `fetch` throws (no network, aborted, timed out); the lines throw likewise when the
 * answer breaks off. A line is given only once it is whole. @param aside what is told of quarantined acts; empty: nothing.
 */
export async function send(env: Env, request: ExchangeRequest, token: string | null, signal: AbortSignal, aside = ''): Promise<Reply> {
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
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(env.build && { [CLIENT_HEADER]: env.build }),
        ...(aside && { [QUARANTINED_HEADER]: aside }),
      },
      body: JSON.stringify(request),
      signal: dog.signal,
    });
    if (response.ok && response.body) return { ok: true, noted: response.headers.has(NOTED_HEADER), lines: lines(response.body, dog) };
    const body: Partial<ErrorBody> = await response.json().catch(() => ({}));
    dog.end();
    return { ok: false, status: response.status, code: body.error?.code ?? '', retryAfterMs: retryAfter(response.headers.get('retry-after'), env.now()) };
  } catch (cause) {
    dog.end();
    throw cause;
  }
}

async function* lines(body: ReadableStream<Uint8Array>, dog: { expect(ms: number): void; end(): void }): AsyncGenerator<ExchangeLine, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      dog.expect(SILENCE.between);
      const { value, done } = await reader.read();
      if (done) break;
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part !== '') yield JSON.parse(part) as ExchangeLine;
    }
    if (rest !== '') yield JSON.parse(rest) as ExchangeLine;
  } finally {
    dog.end();
    // Whoever stops reading early also ends the transfer.
    await reader.cancel().catch(() => undefined);
  }
}
