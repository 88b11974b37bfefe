/** Compressed requests: devices send their exchanges so once `Accept-Encoding` of an answer said that they may. */
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyRequest, RequestPayload } from 'fastify';
import { AppError } from '../../platform/http/app-error.ts';
import { mostBytes } from './caller-kind.ts';

/** Ends a body that unpacks to more than its caller may send: a few bytes must not cost the server its memory. */
class Limit extends Transform {
  receivedEncodedLength = 0;
  readonly #max: number;
  #left: number;
  constructor(max: number) {
    super();
    this.#max = max;
    this.#left = max;
  }
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#left -= chunk.length;
    done(this.#left < 0 ? new AppError('sync.too_large', { max: this.#max }) : null, chunk);
  }
}

/**
 * Unpacks a body with `Content-Encoding: gzip`; one without passes as it is.
 * @throws AppError sync.bad_request for another encoding, or when the body is not gzip; sync.too_large
 */
export async function unpacked(request: FastifyRequest, _reply: unknown, payload: RequestPayload): Promise<Readable> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return payload;
  if (encoding !== 'gzip') throw new AppError('sync.bad_request', { reason: 'content-encoding' });
  const limit = new Limit(mostBytes(request));
  payload.on('data', (chunk: Buffer) => (limit.receivedEncodedLength += chunk.length));
  const gunzip = createGunzip();
  gunzip.on('error', () => limit.destroy(new AppError('sync.bad_request', { reason: 'gzip' })));
  payload.on('error', (cause) => limit.destroy(cause));
  return payload.pipe(gunzip).pipe(limit);
}
