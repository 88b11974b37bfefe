/**
 * Fetches a member's link: http(s) only, never a private address, at most 3 redirects, 2 MiB, 10 seconds in total. The
 * address is checked when connecting, so a name that changes between lookup and connection (DNS rebinding) gains
 * nothing.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import { isLoopback, isPrivateAddress } from './addresses.ts';
import { checkLink } from './link.ts';

export const FETCH = { redirects: 3, bytes: 2 * 1024 * 1024, ms: 10_000 } as const;

export interface FetchOptions {
  /** Allows the local machine; only tests set it, and no other configuration allows it. */
  allowLoopback: boolean;
  /** Resolves a name to addresses; tests pass their own. */
  resolve?: (name: string) => Promise<string[]>;
  ms?: number;
}
interface FetchedPage {
  /** The final address, after redirects. */
  url: string;
  html: string;
}

const resolveAll = async (name: string): Promise<string[]> =>
  (await dnsLookup(name, { all: true })).map((a) => a.address);
const coded = (code: ReadingError): Error => Object.assign(new Error(code), { reading: code });
const codeOf = (error: unknown): ReadingError | null =>
  error instanceof Error && 'reading' in error ? (error.reading as ReadingError) : null;

/**
 * All names without a public address fail with the same code, whether unknown, refused or silent, so that nobody learns
 * which names exist in the internal network.
 * @returns the page's text, or the code of the failure. Never throws for anything that the remote server does.
 */
export async function fetchPage(link: string, options: FetchOptions): Promise<Result<FetchedPage, ReadingError>> {
  const signal = AbortSignal.timeout(options.ms ?? FETCH.ms);
  const lookups = { open: 0 };
  try {
    let next = link;
    for (let hops = 0; hops <= FETCH.redirects; hops++) {
      const url = checkLink(next);
      if (!url.ok) return url;
      const response = await get(url.value, options, signal, lookups);
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400 && response.headers.location !== undefined) {
        response.destroy();
        next = URL.parse(response.headers.location, url.value.href)?.href ?? '';
        continue;
      }
      if (status < 200 || status >= 300) {
        response.destroy();
        return fail('reading.unreachable', { status });
      }
      return ok({ url: url.value.href, html: await bodyOf(response) });
    }
    return fail('reading.too_many_redirects', { most: FETCH.redirects });
  } catch (error) {
    if (signal.aborted && lookups.open === 0)
      return fail('reading.timeout', { seconds: (options.ms ?? FETCH.ms) / 1000 });
    // Any error of the remote server or the network is an expected failure of this link; network errors have a `code`,
    // bugs of ours do not.
    const code =
      codeOf(error) ?? (signal.aborted || (error instanceof Error && 'code' in error) ? 'reading.unreachable' : null);
    if (code === null) throw error;
    return fail(code);
  }
}

function get(
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

/** The decoded text of an HTML answer, at most FETCH.bytes before and after decompression. */
async function bodyOf(response: IncomingMessage): Promise<string> {
  const type = response.headers['content-type'] ?? '';
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) {
    response.destroy();
    throw coded('reading.not_html');
  }
  if (Number(response.headers['content-length'] ?? 0) > FETCH.bytes) {
    response.destroy();
    throw coded('reading.too_large');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = decompressed(response);
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > FETCH.bytes) throw coded('reading.too_large');
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
    body.destroy();
  }
  return decode(Buffer.concat(chunks), type);
}

function decompressed(response: IncomingMessage): Readable {
  const decoder = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    response.headers['content-encoding']?.toLowerCase() ?? ''
  ];
  if (!decoder) return response;
  const unpack = decoder();
  response.once('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

/** Decodes with the charset of the header, else with the one declared in the page, else as UTF-8. */
function decode(bytes: Uint8Array, type: string): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const label =
    /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    // Unknown encoding: most such pages are UTF-8.
    if (error instanceof RangeError) return new TextDecoder().decode(bytes);
    throw error;
  }
}
