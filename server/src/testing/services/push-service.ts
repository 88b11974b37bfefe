/** A push service on loopback that decrypts what it receives, as the browser of the subscription would (RFC 8291). */
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK, jwtVerify, type JWTPayload } from 'jose';

interface Received {
  message: unknown;
  /** The verified statement of who sends (VAPID), and the key it was verified with. */
  vapid: JWTPayload;
  key: string;
  ttl: string | undefined;
  /** The encrypted body, as it went over the network. */
  body: Buffer;
}
export interface PushService {
  /** What the next requests are answered, in order; 201 when empty. */
  answers: number[];
  received: Received[];
  /** Requests so far. */
  calls: number;
  /** A new subscription to this service. */
  subscribe(): { endpoint: string; p256dh: string; auth: string };
  close(): Promise<void>;
}

const hmac = (key: Buffer, ...data: (Buffer | string)[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of data) mac.update(part);
  return mac.digest();
};

interface Browser {
  ecdh: ReturnType<typeof createECDH>;
  auth: Buffer;
}
function decrypt({ ecdh, auth }: Browser, body: Buffer): unknown {
  const salt = body.subarray(0, 16);
  const end = 21 + (body[20] ?? 0);
  const sender = body.subarray(21, end);
  const shared = hmac(auth, ecdh.computeSecret(sender));
  const input = hmac(shared, 'WebPush: info\0', ecdh.getPublicKey(), sender, '\x01');
  const secret = hmac(salt, input);
  const key = hmac(secret, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
  const nonce = hmac(secret, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(body.subarray(-16));
  const padded = Buffer.concat([decipher.update(body.subarray(end, -16)), decipher.final()]);
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'));
}

async function verify(header: string, origin: string): Promise<{ vapid: JWTPayload; key: string }> {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: origin });
  return { vapid: payload, key };
}

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser>();
  const service: PushService = {
    answers: [],
    received: [],
    calls: 0,
    subscribe() {
      const ecdh = createECDH('prime256v1');
      const p256dh = ecdh.generateKeys().toString('base64url');
      const browser = { ecdh, auth: randomBytes(16) };
      const path = `/push/${randomBytes(16).toString('base64url')}`;
      browsers.set(path, browser);
      return { endpoint: `${origin}${path}`, p256dh, auth: browser.auth.toString('base64url') };
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      service.calls++;
      const status = service.answers.shift() ?? 201;
      const browser = browsers.get(request.url ?? '');
      if (status !== 201 || !browser) {
        response.writeHead(browser ? status : 404).end();
        return;
      }
      const body = Buffer.concat(chunks);
      verify(request.headers.authorization ?? '', origin).then(
        (by) => {
          const ttl = request.headers['ttl'];
          service.received.push({ ...by, message: decrypt(browser, body), ttl: String(ttl), body });
          response.writeHead(201).end();
        },
        // As a push service does with a statement that does not hold.
        () => response.writeHead(403).end(),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return service;
}
