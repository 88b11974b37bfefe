/**
 * Fetches what other servers publish: http(s) only, never a private address, at each redirect (the address is checked
 * when connecting), within limits of bytes and time.
 */
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { PublicOnly } from './public-lookup.ts';
import { requestPublic } from './public-request.ts';

export type FetchCode = 'bad_address' | 'unreachable' | 'timeout' | 'too_large' | 'too_many_redirects';
export interface FetchLimits {
  /** Most bytes of the answer. */
  bytes: number;
  /** Milliseconds in all. */
  ms: number;
}
/** The validators of an earlier answer, by which the other server tells whether there is a new one. */
export interface Known {
  etag: string | null;
  modified: string | null;
}
/** How the other server is asked. */
export interface Asking extends PublicOnly {
  /** What it is told about who asks. */
  agent: string;
  /** Media types. */
  accept: string;
  known?: Known;
}
/** `url`: the final address. */
interface Answer extends Known {
  url: string;
}
const MOST_REDIRECTS = 5;

const ofFetch = (code: FetchCode): Error => Object.assign(new Error(code), { fetchCode: code });
/** Throws what went wrong in the exchange with the other server; errors of the network have a code. */
const throwOfNetwork = (error: unknown): never => {
  throw error instanceof Error && 'code' in error ? ofFetch('unreachable') : error;
};

/** The whole content; null: nothing has changed since the answer of `known`. */
export async function fetchBytes(
  address: string,
  asking: Asking,
  limits: FetchLimits,
): Promise<Result<(Answer & { bytes: Buffer }) | null, FetchCode>> {
  const parts: Buffer[] = [];
  const fetched = await fetchInto(address, asking, limits, async (content) => {
    for await (const part of content) parts.push(part);
  });
  return fetched.ok ? ok(fetched.value && { ...fetched.value, bytes: Buffer.concat(parts) }) : fetched;
}

/** Writes the content into a file; of a failure a half-written file may be left. @returns the final address. */
export async function fetchFile(
  address: string,
  path: string,
  asking: Asking,
  limits: FetchLimits,
): Promise<Result<string, FetchCode>> {
  const write = (content: AsyncIterable<Buffer>) => writeFile(path, content, { mode: 0o600 });
  const fetched = await fetchInto(address, asking, limits, write);
  return fetched.ok ? ok(fetched.value?.url ?? address) : fetched;
}

/**
 * All names without a public address fail alike, so that nobody learns which names exist in the internal network. Never
 * throws for what the other server does.
 */
async function fetchInto(
  address: string,
  asking: Asking,
  { bytes, ms }: FetchLimits,
  take: (content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Result<Answer | null, FetchCode>> {
  const signal = AbortSignal.timeout(ms);
  let next: URL | null = URL.parse(address);
  try {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      if (!next || !/^https?:$/.test(next.protocol) || next.username !== '' || next.password !== '')
        return fail('bad_address');
      const response = await ask(next, asking, signal);
      const status = response.statusCode ?? 0;
      if (status === 304 && asking.known) {
        response.destroy();
        return ok(null);
      }
      if (status >= 300 && status < 400 && response.headers.location !== undefined) {
        response.destroy();
        next = URL.parse(response.headers.location, next.href);
        continue;
      }
      if (status !== 200) {
        response.destroy();
        return fail('unreachable', { status });
      }
      await take(limited(response, bytes));
      const { etag = null, 'last-modified': modified = null } = response.headers;
      return ok({ url: next.href, etag, modified });
    }
    return fail('too_many_redirects', { most: MOST_REDIRECTS });
  } catch (error) {
    if (signal.aborted) return fail('timeout', { seconds: ms / 1000 });
    if (error instanceof Error && 'fetchCode' in error) return fail(error.fetchCode as FetchCode);
    throw error;
  }
}

const ask = (url: URL, { agent, accept, known, ...options }: Asking, signal: AbortSignal): Promise<IncomingMessage> =>
  requestPublic(url, options, {
    refusal: () => ofFetch('unreachable'),
    signal,
    lookups: { open: 0 },
    headers: {
      'user-agent': agent,
      accept,
      'accept-encoding': 'identity',
      ...(known?.etag && { 'if-none-match': known.etag }),
      ...(known?.modified && { 'if-modified-since': known.modified }),
    },
  }).catch(throwOfNetwork);

async function* limited(response: IncomingMessage, most: number): AsyncIterable<Buffer> {
  let read = 0;
  try {
    // The request asked for no compression. A compressed answer could unpack to any size.
    const coding = response.headers['content-encoding'] ?? 'identity';
    if (coding !== 'identity') throw ofFetch('unreachable');
    for await (const part of response as AsyncIterable<Buffer>) {
      read += part.length;
      if (read > most) throw ofFetch('too_large');
      yield part;
    }
  } catch (error) {
    throwOfNetwork(error);
  } finally {
    response.destroy();
  }
}
