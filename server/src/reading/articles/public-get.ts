/** One request of a member's link (platform/outbound/public-request.ts). */
import type { IncomingMessage } from 'node:http';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import type { PublicOnly } from '../../platform/outbound/public-lookup.ts';
import { requestPublic } from '../../platform/outbound/public-request.ts';

export const FETCH = { redirects: 3, bytes: 2 * 1024 * 1024, ms: 10_000 } as const;

export interface FetchOptions extends PublicOnly {
  ms?: number;
}

/** An error that carries the code of an expected failure. */
export const coded = (code: ReadingError): Error => Object.assign(new Error(code), { reading: code });
/** The code that such an error carries, or null. */
export const codeOf = (error: unknown): ReadingError | null =>
  error instanceof Error && 'reading' in error ? (error.reading as ReadingError) : null;

/** Sends the request and waits for the head of the answer; redirects are not followed. */
export function getPage(
  url: URL,
  options: FetchOptions,
  signal: AbortSignal,
  lookups: { open: number },
): Promise<IncomingMessage> {
  return requestPublic(url, options, {
    refusal: () => coded('reading.unreachable'),
    signal,
    lookups,
    headers: {
      'user-agent': 'EGOEJO reader (a member asked for this page)',
      accept: 'text/html,application/xhtml+xml',
      'accept-encoding': 'gzip, deflate, br',
    },
  });
}
