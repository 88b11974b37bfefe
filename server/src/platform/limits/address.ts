/** The key under which limits count an address, and matching of addresses against networks such as trusted proxies. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * The limit key of an address: a whole IPv4 address; for IPv6 its /64 network, because one customer of a provider holds
 * that many addresses; for an IPv4 address written as IPv6 (`::ffff:192.0.2.1`) the IPv4 address. Any other text is its
 * own key.
 */
export function addressKey(address: string): string {
  const bare = withoutPort(address);
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) return ipv4Of(groups[6]!, groups[7]!);
  return `${groups
    .slice(0, 4)
    .map((g) => g.toString(16))
    .join(':')}::/64`;
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  if (isIP(address) !== 0) return address;
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  // Drop the zone (`%eth0`), which names an interface of this machine. The URL parser normalizes all other forms.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const numbers = (part: string): number[] => (part === '' ? [] : part.split(':').map((g) => Number.parseInt(g, 16)));
  const [front, back] = [numbers(head), numbers(tail ?? '')];
  return [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back];
}
const ipv4Of = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** Networks behind the names that Fastify knows. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** True for an address, a network (`10.0.0.0/8`) or one of the names `loopback`, `linklocal`, `uniquelocal`. */
export function isNetwork(text: string): boolean {
  if (Object.hasOwn(NAMED, text)) return true;
  const [address = '', prefix, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128));
}

/** @param networks each in a form that `isNetwork` accepts. @returns whether an address lies in one of them. */
export function addressesIn(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks.flatMap((n) => NAMED[n] ?? [n])) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return (address) => {
    const key = addressKey(address);
    return isIPv4(key)
      ? list.check(key, 'ipv4')
      : isIPv6(withoutPort(address)) && list.check(withoutPort(address).replace(/%.*$/, ''), 'ipv6');
  };
}
