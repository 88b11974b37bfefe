/**
 * Connecting to public addresses only. The address is checked when connecting, so a name that changes between lookup
 * and connection (DNS rebinding) gains nothing.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPrivateAddress } from './public-addresses.ts';

export interface PublicOnly {
  /** Allows the local machine; only tests set it, and no other configuration allows it. */
  allowLoopback: boolean;
  /** Resolves a name to addresses; tests pass their own. */
  resolve?: (name: string) => Promise<string[]>;
}
const resolveAll = async (name: string): Promise<string[]> =>
  (await dnsLookup(name, { all: true })).map((a) => a.address);

const isClosed = (address: string, allowLoopback: boolean): boolean =>
  isPrivateAddress(address) && !(allowLoopback && isLoopback(address));

/** True when the host of an address is written as a number that is not public. Such a host is never looked up. */
export function isClosedLiteral(url: URL, { allowLoopback }: PublicOnly): boolean {
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) !== 0 && isClosed(literal, allowLoopback);
}

/**
 * A lookup for `http.request`, called when connecting; if a name has one private address among several, it is refused.
 * @param refusal the error of a refused name.
 * @param lookups counts the lookups under way.
 */
export function publicLookup(
  { allowLoopback, resolve = resolveAll }: PublicOnly,
  refusal: () => Error,
  lookups: { open: number } = { open: 0 },
): LookupFunction {
  return (name, { all }, answer) => {
    lookups.open++;
    resolve(name)
      .finally(() => lookups.open--)
      .then(
        (addresses) => {
          const [first] = addresses;
          if (first === undefined || addresses.some((a) => isClosed(a, allowLoopback))) answer(refusal(), '', 4);
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
}
