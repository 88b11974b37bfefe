/** Sends one encrypted message to a push service (RFC 8030, 8291), which must be at a public address. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import webpush from 'web-push';
import { isLoopback } from './public-addresses.ts';
import { isClosedLiteral, publicLookup, type PublicOnly } from './public-lookup.ts';

/** The key pair by which push services know this server (VAPID, RFC 8292), in base64url. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** Where a browser gets messages, as it says itself. */
export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
}
/**
 * `gone`: the push service says that this subscription has ended. `failed`: anything else, also 401 and 403, by which
 * it refuses this server's key or clock and which say nothing about the subscription. There is no circuit breaker and
 * none is wanted: browsers name the push service, so one that always fails must hold up nobody else (mail/delivery.ts).
 */
type Pushed = 'sent' | 'gone' | 'failed';
export interface Pusher {
  /** '' until the key is known. */
  readonly publicKey: string;
  /** Sets the key pair; before that nothing is accepted or sent. */
  use(keys: PushKeys): void;
  /** Whether messages may be sent there: https, and no private address in it. Names are checked when connecting. */
  accepts(subscription: Subscription): boolean;
  send(subscription: Subscription, payload: string): Promise<Pushed>;
}

const TIMEOUT_MS = 10_000;
/** A push service keeps a message this long for a device that is not reachable, in seconds. */
const KEPT_SECONDS = 86_400;
const GONE = new Set([404, 410]);

/** @param subject who sends, for the push service: an https or mailto address. */
export function createPusher(subject: () => string, only: PublicOnly): Pusher {
  let keys: PushKeys = { publicKey: '', privateKey: '' };
  const urlOf = (endpoint: string): URL | null => {
    const url = URL.parse(endpoint);
    if (!url || url.username !== '' || url.password !== '' || isClosedLiteral(url, only)) return null;
    // Refused above unless tests allow it.
    const here = url.protocol === 'http:' && isLoopback(url.hostname);
    return url.protocol === 'https:' || here ? url : null;
  };
  const details = ({ endpoint, p256dh, auth }: Subscription, payload: string) =>
    webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: subject(), ...keys },
      TTL: KEPT_SECONDS,
    });
  return {
    get publicKey() {
      return keys.publicKey;
    },
    use(pair) {
      keys = pair;
    },
    accepts(subscription) {
      if (!urlOf(subscription.endpoint)) return false;
      // A point that is not on the curve is found by using it.
      try {
        details(subscription, '{}');
        return true;
      } catch (error) {
        if (error instanceof Error) return false;
        throw error;
      }
    },
    async send(subscription, payload) {
      const url = urlOf(subscription.endpoint);
      if (!url) return 'gone';
      if (keys.privateKey === '') return 'failed';
      const { headers, body } = details(subscription, payload);
      const status = await post(url, headers, body, only);
      return status >= 200 && status < 300 ? 'sent' : GONE.has(status) ? 'gone' : 'failed';
    },
  };
}

/** The status of the answer; 0: there was none in time. Redirects are not followed. */
function post(
  url: URL,
  headers: Record<string, string | number>,
  body: Buffer | null,
  only: PublicOnly,
): Promise<number> {
  return new Promise((done) => {
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers,
      agent: false,
      maxHeaderSize: 32 * 1024,
      lookup: publicLookup(only, () => new Error('not a public address')),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    call.once('response', (answer) => {
      answer.destroy();
      done(answer.statusCode ?? 0);
    });
    call.on('error', () => done(0));
    call.end(body);
  });
}
