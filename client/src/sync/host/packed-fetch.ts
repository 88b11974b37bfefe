/**
 * `fetch` that compresses a long body once the server said that it takes such requests: an exchange names all scopes
 * and entities of the device, 1.8 KB that compress to 0.6. The server says so in `Accept-Encoding` of an answer (RFC
 * 9110, 12.5.3); it is kept for the next start, which at the least eco level is the only exchange for hours.
 */
import type { Env } from '../engine/env.ts';
import { readGzip, writeGzip } from '../engine/store/device.ts';

/** Shorter bodies gain too little, characters. */
const WORTH = 1_000;

const pack = (body: string): Promise<ArrayBuffer> =>
  new Response(new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();

/** @param env where the server's word is kept */
export function packedFetch(
  env: () => Pick<Env, 'indexedDB' | 'keyRange'>,
  send: Env['fetch'] = (path, init) => fetch(path, init),
): Env['fetch'] {
  let known: Promise<boolean> | null = null;
  const takes = (): Promise<boolean> => (known ??= readGzip(env()).catch(() => false));
  const learn = async (gzip: boolean): Promise<void> => {
    if ((await takes()) === gzip) return;
    known = Promise.resolve(gzip);
    // Where it cannot be stored, the next start learns it again.
    await writeGzip(env(), gzip).catch(() => undefined);
  };
  return async (path, init) => {
    const { body } = init;
    if (typeof body !== 'string' || body.length < WORTH || !('CompressionStream' in globalThis))
      return send(path, init);
    if (await takes()) {
      const headers = { ...(init.headers as Record<string, string>), 'content-encoding': 'gzip' };
      const response = await send(path, { ...init, headers, body: await pack(body) });
      // A server that was put back to an older version cannot read it, and has changed nothing.
      if (response.status !== 400 && response.status !== 415) return response;
      await learn(false);
    }
    const response = await send(path, init);
    if (/\bgzip\b/.test(response.headers.get('accept-encoding') ?? '')) await learn(true);
    return response;
  };
}
