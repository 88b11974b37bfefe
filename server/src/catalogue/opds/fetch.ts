/** Fetches feeds and books of other catalogues. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import * as outbound from '../../platform/outbound/fetch.ts';
import type { PublicOnly } from '../../platform/outbound/public-lookup.ts';

export type FetchCode = `opds.${outbound.FetchCode}`;
export type { FetchLimits } from '../../platform/outbound/fetch.ts';

const HOW = {
  agent: 'EGOEJO catalogue (an operator asked for this)',
  accept: 'application/opds+json,application/atom+xml,application/epub+zip,*/*;q=0.5',
};
const named = <T>(result: Result<T, outbound.FetchCode>): Result<T, FetchCode> =>
  result.ok ? result : fail(`opds.${result.error.code}`, result.error.params);

/** The whole content, with the address that it came from after redirects. */
export async function fetchBytes(
  address: string,
  options: PublicOnly,
  limits: outbound.FetchLimits,
): Promise<Result<{ url: string; bytes: Buffer }, FetchCode>> {
  const fetched = named(await outbound.fetchBytes(address, { ...options, ...HOW }, limits));
  return fetched.ok ? ok(fetched.value ?? { url: address, bytes: Buffer.alloc(0) }) : fetched;
}

/** Writes the content into a file; of a failure a half-written file may be left. */
export const fetchFile = async (
  address: string,
  path: string,
  options: PublicOnly,
  limits: outbound.FetchLimits,
): Promise<Result<string, FetchCode>> => named(await outbound.fetchFile(address, path, { ...options, ...HOW }, limits));
