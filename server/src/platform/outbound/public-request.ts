/** One HTTP request to a public address; redirects are not followed. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isClosedLiteral, publicLookup, type PublicOnly } from './public-lookup.ts';

interface Asked {
  /** Media types, and what the server is told about who asks. */
  headers: Record<string, string>;
  /** The error of an address that is not public. */
  refusal: () => Error;
  signal: AbortSignal;
  /** Counts the lookups under way. */
  lookups: { open: number };
}

/** Sends the request and waits for the head of the answer. */
export function requestPublic(
  url: URL,
  options: PublicOnly,
  { headers, refusal, signal, lookups }: Asked,
): Promise<IncomingMessage> {
  if (isClosedLiteral(url, options)) return Promise.reject(refusal());
  return new Promise((done, failed) => {
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      lookup: publicLookup(options, refusal, lookups),
      signal,
      agent: false,
      maxHeaderSize: 32 * 1024,
      headers,
    });
    call.once('response', done);
    call.once('error', failed);
    call.end();
  });
}
