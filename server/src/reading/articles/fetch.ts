/**
 * Fetches a member's link: http(s) only, never a private address, at most 3 redirects, 2 MiB, 10 seconds in total. The
 * address is checked when connecting, so a name that changes between lookup and connection (DNS rebinding) gains
 * nothing.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import { checkLink } from './link.ts';
import { FETCH, codeOf, getPage, type FetchOptions } from './public-get.ts';
import { bodyOf } from './page-body.ts';

interface FetchedPage {
  /** The final address, after redirects. */
  url: string;
  html: string;
}

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
      const response = await getPage(url.value, options, signal, lookups);
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
