/** One request to a public address (platform/public-lookup.ts). */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import { isClosedLiteral, publicLookup, type PublicOnly } from '../platform/public-lookup.ts';

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
  const refusal = () => coded('reading.unreachable');
  if (isClosedLiteral(url, options)) return Promise.reject(refusal());
  return new Promise((done, failed) => {
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      lookup: publicLookup(options, refusal, lookups),
      signal,
      agent: false,
      maxHeaderSize: 32 * 1024,
      headers: {
        'user-agent': 'EGOEJO reader (a member asked for this page)',
        accept: 'text/html,application/xhtml+xml',
        'accept-encoding': 'gzip, deflate, br',
      },
    });
    call.once('response', done);
    call.once('error', failed);
    call.end();
  });
}
