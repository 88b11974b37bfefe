/**
 * One request to a public address. The address is checked when connecting, so a name that changes between lookup and
 * connection (DNS rebinding) gains nothing.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import { isLoopback, isPrivateAddress } from './addresses.ts';

export const FETCH = { redirects: 3, bytes: 2 * 1024 * 1024, ms: 10_000 } as const;

export interface FetchOptions {
  /** Allows the local machine; only tests set it, and no other configuration allows it. */
  allowLoopback: boolean;
  /** Resolves a name to addresses; tests pass their own. */
  resolve?: (name: string) => Promise<string[]>;
  ms?: number;
}

const resolveAll = async (name: string): Promise<string[]> =>
  (await dnsLookup(name, { all: true })).map((a) => a.address);
/** An error that carries the code of an expected failure. */
export const coded = (code: ReadingError): Error => Object.assign(new Error(code), { reading: code });
/** The code that such an error carries, or null. */
export const codeOf = (error: unknown): ReadingError | null =>
  error instanceof Error && 'reading' in error ? (error.reading as ReadingError) : null;

/** Sends the request and waits for the head of the answer; redirects are not followed. */
export function getPage(
  url: URL,
  { allowLoopback, resolve = resolveAll }: FetchOptions,
  signal: AbortSignal,
  lookups: { open: number },
): Promise<IncomingMessage> {
  const closed = (address: string): boolean => isPrivateAddress(address) && !(allowLoopback && isLoopback(address));
  // Called when connecting; if a name has one private address among several, it is refused.
  const lookup: LookupFunction = (name, { all }, answer) => {
    lookups.open++;
    resolve(name)
      .finally(() => lookups.open--)
      .then(
        (addresses) => {
          const [first] = addresses;
          if (first === undefined || addresses.some(closed)) answer(coded('reading.unreachable'), '', 4);
          else if (all)
            answer(
              null,
              addresses.map((address) => ({ address, family: isIP(address) })),
            );
          else answer(null, first, isIP(first));
        },
        (error: NodeJS.ErrnoException) => answer(error, '', 4),
      );
  };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && closed(literal)) return Promise.reject(coded('reading.unreachable'));
  return new Promise((done, failed) => {
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      lookup,
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
