/**
 * Fetches feeds and books of other catalogues: http(s) only, never a private address, at each redirect (the address is
 * checked when connecting), within limits of bytes and time.
 */
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { PublicOnly } from '../../platform/outbound/public-lookup.ts';
import { requestPublic } from '../../platform/outbound/public-request.ts';

export type FetchCode =
  | 'opds.bad_address'
  | 'opds.unreachable'
  | 'opds.timeout'
  | 'opds.too_large'
  | 'opds.too_many_redirects';

export interface FetchLimits {
  /** Most bytes of the answer. */
  bytes: number;
  /** Milliseconds in all. */
  ms: number;
}
const MOST_REDIRECTS = 5;

const ofFetch = (code: FetchCode): Error => Object.assign(new Error(code), { opds: code });
/** Throws what went wrong in the exchange with the other server; errors of the network have a code. */
const throwOfNetwork = (error: unknown): never => {
  throw error instanceof Error && 'code' in error ? ofFetch('opds.unreachable') : error;
};

/** The whole content, with the address that it came from after redirects. */
export async function fetchBytes(
  address: string,
  options: PublicOnly,
  limits: FetchLimits,
): Promise<Result<{ url: string; bytes: Buffer }, FetchCode>> {
  const parts: Buffer[] = [];
  const fetched = await fetchInto(address, options, limits, async (content) => {
    for await (const part of content) parts.push(part);
  });
  return fetched.ok ? ok({ url: fetched.value, bytes: Buffer.concat(parts) }) : fetched;
}

/** Writes the content into a file; of a failure a half-written file may be left. */
export const fetchFile = (
  address: string,
  path: string,
  options: PublicOnly,
  limits: FetchLimits,
): Promise<Result<string, FetchCode>> =>
  fetchInto(address, options, limits, (content) => writeFile(path, content, { mode: 0o600 }));

/**
 * All names without a public address fail alike, so that nobody learns which names exist in the internal network. Never
 * throws for what the other server does. @returns the final address.
 */
async function fetchInto(
  address: string,
  options: PublicOnly,
  { bytes, ms }: FetchLimits,
  take: (content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Result<string, FetchCode>> {
  const signal = AbortSignal.timeout(ms);
  let next: URL | null = URL.parse(address);
  try {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      if (!next || !/^https?:$/.test(next.protocol) || next.username !== '' || next.password !== '')
        return fail('opds.bad_address');
      const response = await ask(next, options, signal);
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400 && response.headers.location !== undefined) {
        response.destroy();
        next = URL.parse(response.headers.location, next.href);
        continue;
      }
      if (status !== 200) {
        response.destroy();
        return fail('opds.unreachable', { status });
      }
      await take(limited(response, bytes));
      return ok(next.href);
    }
    return fail('opds.too_many_redirects', { most: MOST_REDIRECTS });
  } catch (error) {
    if (signal.aborted) return fail('opds.timeout', { seconds: ms / 1000 });
    if (error instanceof Error && 'opds' in error) return fail(error.opds as FetchCode);
    throw error;
  }
}

const ask = (url: URL, options: PublicOnly, signal: AbortSignal): Promise<IncomingMessage> =>
  requestPublic(url, options, {
    refusal: () => ofFetch('opds.unreachable'),
    signal,
    lookups: { open: 0 },
    headers: {
      'user-agent': 'EGOEJO catalogue (an operator asked for this)',
      accept: 'application/opds+json,application/atom+xml,application/epub+zip,*/*;q=0.5',
      'accept-encoding': 'identity',
    },
  }).catch(throwOfNetwork);

async function* limited(response: IncomingMessage, most: number): AsyncIterable<Buffer> {
  let read = 0;
  try {
    // An answer packed in spite of what was asked for could become any size.
    const coding = response.headers['content-encoding'] ?? 'identity';
    if (coding !== 'identity') throw ofFetch('opds.unreachable');
    for await (const part of response as AsyncIterable<Buffer>) {
      read += part.length;
      if (read > most) throw ofFetch('opds.too_large');
      yield part;
    }
  } catch (error) {
    throwOfNetwork(error);
  } finally {
    response.destroy();
  }
}
