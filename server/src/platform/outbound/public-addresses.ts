/** Which addresses the server may connect to for a member: only the public internet, never its internal network. */
import { BlockList, isIP } from 'node:net';

/** All IPv4 ranges that are not globally reachable unicast, from the IANA special-purpose registries. */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Public IPv6 unicast is 2000::/3; these ranges within it embed other addresses or are for documentation. */
const V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
};
const closed4 = listOf(V4, 'ipv4');
const closed6 = listOf(V6, 'ipv6');
const open6 = listOf(['2000::/3'], 'ipv6');

/**
 * True for a literal address (brackets allowed) that is not on the public internet, and for text that is no address.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 4) return closed4.check(bare, 'ipv4');
  if (isIP(bare) !== 6) return true;
  return !open6.check(bare, 'ipv6') || closed6.check(bare, 'ipv6');
}
const loopback = listOf(['127.0.0.0/8'], 'ipv4');
export const isLoopback = (address: string): boolean => {
  const bare = address.replace(/^\[|\]$/g, '');
  return bare === '::1' || (isIP(bare) === 4 && loopback.check(bare, 'ipv4'));
};
