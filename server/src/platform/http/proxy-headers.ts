/**
 * Logs once that requests come through a proxy that the configuration does not name: limits by address then count all
 * members behind it as one.
 */
import type { FastifyInstance } from 'fastify';
import { addressesIn } from '../limits/address.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../observability/log.ts';

const HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;
const SHARED = 'all members who come through that proxy share one address, and its limits';

export function noticeProxies(
  app: FastifyInstance,
  { trustProxy }: Pick<Config, 'trustProxy'>,
  log: Pick<Log, 'warn'>,
): void {
  const trusted = addressesIn(trustProxy === false ? [] : trustProxy);
  let said = false;
  app.addHook('onRequest', async ({ headers, raw }) => {
    if (said) return;
    const found = HEADERS.find((name) => headers[name] !== undefined);
    if (found === undefined) return;
    if (!trusted(raw.socket.remoteAddress ?? '')) {
      said = true;
      log.warn(
        `a request came with ${found} from an address that TRUST_PROXY does not name: if it is your proxy, set ` +
          `TRUST_PROXY to its address or network (.env.example); until then ${SHARED}`,
      );
    } else if (headers['x-forwarded-for'] === undefined) {
      said = true;
      log.warn(
        `the proxy named by TRUST_PROXY sends ${found} but no X-Forwarded-For, the only one that is read: let ` +
          `it send that; until then ${SHARED}`,
      );
    }
  });
}
