/** Sends a stored file, several as one, or a range of them, of which an ETag tells the content. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { typeOfKey } from '../media/media-key.ts';
import { collected, type Media } from '../media/media.ts';
import { byteRange, type ByteRange } from './byte-range.ts';

/** So many bytes of a stored file, from `start` on (0), or bytes that are written for this answer. */
export type Part = { key: string; start?: number; bytes: number } | Uint8Array;
interface Headers {
  etag: string;
  'cache-control': string;
  'content-disposition'?: string;
}

/** @returns null: there is no file with that key; nothing was sent. @param headers of the answer. */
export async function sendStored(
  media: Media,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Headers,
): Promise<FastifyReply | null> {
  const stored = await media.stat(key);
  return stored && sendParts(media, [stored], typeOfKey(key), request, reply, headers);
}

/** Sends parts one after another, as if they were one file. @param type of the whole. */
export function sendParts(
  media: Media,
  parts: readonly Part[],
  type: string,
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Headers,
): FastifyReply {
  const bytes = parts.reduce((sum, part) => sum + bytesOf(part), 0);
  const { etag } = headers;
  void reply.headers({ ...headers, 'accept-ranges': 'bytes' });
  if (request.headers['if-none-match']?.includes(etag) === true) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const asked = condition === undefined || condition === etag ? byteRange(request.headers.range, bytes) : null;
  if (asked === 'outside') return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  const range = asked ?? { start: 0, end: bytes - 1 };
  if (asked) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`);
  return reply
    .type(type)
    .header('content-length', range.end - range.start + 1)
    .send(request.method === 'HEAD' ? null : Readable.from(within(media, parts, range)));
}
const bytesOf = (part: Part): number => (part instanceof Uint8Array ? part.length : part.bytes);

/** The bytes of a range, part by part. */
async function* within(media: Media, parts: readonly Part[], { start, end }: ByteRange): AsyncIterable<Uint8Array> {
  let before = 0;
  for (const part of parts) {
    const [from, to] = [Math.max(0, start - before), Math.min(end - before, bytesOf(part) - 1)];
    before += bytesOf(part);
    if (from > to) continue;
    if (part instanceof Uint8Array) yield part.subarray(from, to + 1);
    else yield* portions(media, part.key, { start: from + (part.start ?? 0), end: to + (part.start ?? 0) });
  }
}

/**
 * A part of a file, read portion by portion: a slow client holds a megabyte of memory here, and no request to the store
 * waits for it.
 */
async function* portions(media: Media, key: string, { start, end }: ByteRange): AsyncIterable<Buffer> {
  const PORTION = 1024 * 1024;
  for (let at = start; at <= end; at += PORTION) {
    const part = await media.get(key, { start: at, end: Math.min(at + PORTION - 1, end) });
    if (!part) throw new Error(`media store: ${key} went away`);
    yield await collected(part.stream);
  }
}
