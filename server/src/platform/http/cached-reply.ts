/** Cacheable answers (R13), JSON and pages: with an ETag, 304 when nothing changed, compressed once. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The text of an answer, with its ETag and compressed forms, each computed once. */
export interface Prepared {
  text: string;
  etag: string;
  packed: Map<string, Buffer>;
}
export const prepare = (value: unknown): Prepared => prepareText(JSON.stringify(value));
export function prepareText(text: string): Prepared {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`, packed: new Map() };
}

/** In bytes; compressing a smaller answer saves no packet. */
const WORTH_PACKING = 1024;

export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  prepared: Prepared,
  cacheControl: string,
  type = 'application/json; charset=utf-8',
): FastifyReply {
  const vary = [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', ');
  void reply.headers({ etag: prepared.etag, 'cache-control': cacheControl, vary });
  const known = request.headers['if-none-match']?.split(',').map((t) => t.trim().replace(/^W\//, '')) ?? [];
  if (known.includes(prepared.etag) || known.includes('*')) return reply.code(304).send();
  void reply.type(type);
  const accepted = request.headers['accept-encoding'] ?? '';
  const coding =
    prepared.text.length < WORTH_PACKING
      ? null
      : /\bbr\b/.test(accepted)
        ? 'br'
        : /\bgzip\b/.test(accepted)
          ? 'gzip'
          : null;
  if (coding === null) return reply.send(prepared.text);
  let bytes = prepared.packed.get(coding);
  if (!bytes) {
    bytes =
      coding === 'br'
        ? brotliCompressSync(prepared.text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : gzipSync(prepared.text);
    prepared.packed.set(coding, bytes);
  }
  return reply.header('content-encoding', coding).send(bytes);
}

/** Sends a value that was read for this request. */
export const sendCacheable = (
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  cacheControl: string,
): FastifyReply => sendPrepared(request, reply, prepare(value), cacheControl);
