/**
 * Caps on open connections, in total and from one address: each costs a file descriptor and memory before it sends
 * anything.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { addressesIn, addressKey } from '../limits/address.ts';

interface ConnectionCaps {
  inAll: number;
  /**
   * High, because mobile carriers put thousands of phones behind one address, and a phone keeps one or two connections.
   */
  byAddress: number;
}
const CONNECTION_CAPS: ConnectionCaps = { inAll: 20_000, byAddress: 2_000 };

/**
 * Closes each connection of `server` that exceeds a cap. Connections from this machine and from `proxies` only count
 * towards the total.
 */
export function capConnections(
  server: Server,
  proxies: readonly string[],
  caps: ConnectionCaps = CONNECTION_CAPS,
): void {
  const shared = addressesIn(['loopback', ...proxies]);
  const byAddress = new Map<string, number>();
  let inAll = 0;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const key = shared(address) ? null : addressKey(address);
    const n = key === null ? 0 : (byAddress.get(key) ?? 0);
    if (inAll >= caps.inAll || n >= caps.byAddress) {
      socket.destroy();
      return;
    }
    inAll++;
    if (key !== null) byAddress.set(key, n + 1);
    socket.once('close', () => {
      inAll--;
      if (key === null) return;
      const left = (byAddress.get(key) ?? 1) - 1;
      if (left === 0) byAddress.delete(key);
      else byAddress.set(key, left);
    });
  });
}
